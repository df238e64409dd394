import { describe, expect, it } from 'vitest';
import { httpWorkload, manifest, manifestsOf, smallPlatform } from './small-platform.js';

const level = (platform: ReturnType<typeof smallPlatform>, namespace: string): unknown =>
  manifest(platform, 'Namespace', namespace).metadata['labels'];

describe('namespaces', () => {
  it('are restricted with the CNI plugin, and privileged without it', () => {
    for (const [cni, enforce] of [
      [true, 'restricted'],
      [false, 'privileged'],
    ] as const) {
      const platform = smallPlatform();
      const chosen = smallPlatform({ mesh: { ...platform.mesh, cni } });
      httpWorkload(chosen, 'web');
      chosen.derive();
      expect(level(chosen, 'shop')).toMatchObject({
        'istio-injection': 'enabled',
        'pod-security.kubernetes.io/enforce': enforce,
      });
      expect(level(chosen, 'shop-media')).toMatchObject({
        'pod-security.kubernetes.io/enforce': 'privileged',
      });
    }
  });

  it('without a sidecar in them say so, and get no policy that would do nothing', () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web');
    httpWorkload(platform, 'sfu', { namespace: 'shop-media', hostNetwork: { exposed: 'The node is open.' } });
    platform.derive();
    expect(level(platform, 'shop-media')).toMatchObject({ 'istio-injection': 'disabled' });
    const inMedia = manifestsOf(platform)
      .filter(({ metadata }) => metadata['namespace'] === 'shop-media')
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(inMedia.sort()).toEqual([
      'Deployment sfu',
      'NetworkPolicy default-deny',
      'PodDisruptionBudget sfu',
      'Service sfu',
      'ServiceAccount sfu',
    ]);
  });

  it('allow nothing by default', () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web');
    platform.derive();
    const named = (kind: string, name: string): unknown =>
      manifestsOf(platform).find(
        (one) => one.kind === kind && one.metadata.name === name && one.metadata['namespace'] === 'shop',
      )?.['spec'];
    expect(named('AuthorizationPolicy', 'default-deny')).toEqual({});
    expect(named('NetworkPolicy', 'default-deny')).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(named('PeerAuthentication', 'default')).toEqual({ mtls: { mode: 'STRICT' } });
  });
});
