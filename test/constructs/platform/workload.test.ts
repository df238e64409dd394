import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { ejecting, http, Redis, secret, Workload, type Platform } from '../../../src/index.js';
import { httpWorkload, manifest, manifestsOf, smallPlatform } from './small-platform.js';

/** All objects of one chart as YAML. */
function chartText(platform: Platform, id: string): string {
  const own = manifestsOf(platform).filter(
    ({ metadata }) => (metadata['labels'] as Record<string, string>)['app.kubernetes.io/name'] === id,
  );
  return own.map((one) => stringify(one)).join('---\n');
}

interface PodSpec {
  readonly spec: {
    readonly template: { readonly metadata: Record<string, unknown>; readonly spec: Record<string, unknown> };
    readonly [key: string]: unknown;
  };
}

function podOf(platform: Platform, kind: string, name: string): PodSpec['spec'] {
  return (manifest(platform, kind, name) as unknown as PodSpec).spec;
}

describe('a workload', () => {
  it('makes everything that it needs', async () => {
    const platform = smallPlatform();
    new Workload(platform, 'web', {
      image: 'shop/web:1.2.3',
      replicas: {
        min: 3,
        max: 10,
        cpu: 70,
        scaleDown: { stabilizationSeconds: 300, limits: [{ percent: 50, periodSeconds: 60 }] },
      },
      ports: { http: http(8080), metrics: http(9000) },
      resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
      inbound: {
        pool: { connections: 100, pending: 50, requests: 100 },
        outlier: { consecutive5xx: 5, eject: '30s' },
      },
      metrics: { port: 'metrics' },
      probes: {
        startup: { tcp: 'http' },
        liveness: { get: '/live', port: 'http' },
        readiness: { exec: ['/bin/ready'] },
      },
      env: { MODE: '', DATABASE_URL: secret('postgres', 'url') },
      podFields: { POD: 'metadata.name' },
      volumes: {
        config: { path: '/etc/web', config: { 'web.yaml': 'a: 1\n' } },
        tmp: { path: '/tmp', scratch: { size: '64Mi' } },
        certs: { path: '/certs', secret: 'web-certs', keys: ['tls.crt'] },
      },
    });
    platform.derive();
    await expect(chartText(platform, 'web')).toMatchFileSnapshot(
      '../../../__snapshots__/constructs/platform/workload.yaml',
    );
  });

  it('leaves the number of pods to its autoscaler', () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web', { replicas: { min: 2, max: 4, cpu: 70 } });
    platform.derive();
    expect(podOf(platform, 'Deployment', 'web')).not.toHaveProperty('replicas');
  });

  it('restarts when a file that it reads changes', () => {
    const digest = (text: string): unknown => {
      const platform = smallPlatform();
      httpWorkload(platform, 'web', {
        volumes: { config: { path: '/etc/web', config: { 'web.yaml': text } } },
      });
      platform.derive();
      return (
        podOf(platform, 'Deployment', 'web').template.metadata['annotations'] as Record<string, string>
      )['checksum/config'];
    };
    expect(digest('a: 1')).toBe(digest('a: 1'));
    expect(digest('a: 1')).not.toBe(digest('a: 2'));
  });

  it('gets no disruption budget as a single pod', () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'one', { replicas: 1 });
    httpWorkload(platform, 'two', { replicas: 2 });
    platform.derive();
    expect(
      manifestsOf(platform)
        .filter(({ kind }) => kind === 'PodDisruptionBudget')
        .map(({ metadata }) => metadata.name),
    ).toEqual(['two']);
  });

  it('detects outliers only where some pod could be ejected', () => {
    expect(ejecting(1, { consecutive5xx: 5, eject: '30s' })).toEqual({});
    expect(ejecting({ min: 2, max: 4 }, { consecutive5xx: 5, eject: '30s' })).toEqual({
      outlier: { consecutive5xx: 5, eject: '30s' },
    });
  });
});

describe('a canary', () => {
  it('is a second Deployment, a subset, and a weight', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const cart = httpWorkload(platform, 'cart', { canary: { image: 'shop/thing:2.0.0', weight: 10 } });
    web.calls(cart.ports.http, { methods: ['GET'], paths: ['/*'], timeout: '1s' });
    platform.derive();
    expect(podOf(platform, 'Deployment', 'cart-canary')).toMatchObject({
      replicas: 1,
      selector: { matchLabels: { app: 'cart', track: 'canary' } },
      template: { metadata: { labels: { app: 'cart', track: 'canary', version: '2.0.0' } } },
    });
    expect(manifest(platform, 'DestinationRule', 'cart')['spec']).toEqual({
      host: 'cart.shop.svc.cluster.local',
      subsets: [
        { name: 'stable', labels: { track: 'stable' } },
        { name: 'canary', labels: { track: 'canary' } },
      ],
    });
    const { http: routes } = manifest(platform, 'VirtualService', 'cart')['spec'] as unknown as {
      http: { route: { weight: number }[] }[];
    };
    expect(routes.map(({ route }) => route.map(({ weight }) => weight))).toEqual([
      [90, 10],
      [90, 10],
    ]);
  });

  it('may have no share at all, which is not the same as no canary', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const cart = httpWorkload(platform, 'cart', { canary: { image: 'shop/thing:2.0.0', weight: 0 } });
    web.calls(cart.ports.http, { methods: ['GET'], paths: ['/*'], timeout: '1s' });
    platform.derive();
    expect(JSON.stringify(manifest(platform, 'VirtualService', 'cart'))).toContain('"weight":0');
  });
});

describe('a Redis', () => {
  it('keeps its password in a Secret and its data on a volume', async () => {
    const platform = smallPlatform();
    new Redis(platform, 'redis', {
      image: 'redis:7.4.6',
      password: secret('redis', 'password'),
      resources: { requests: { memory: '256Mi' }, limits: { memory: '512Mi' } },
      maxmemory: '300mb',
      storage: { size: '1Gi' },
    });
    platform.derive();
    await expect(chartText(platform, 'redis')).toMatchFileSnapshot(
      '../../../__snapshots__/constructs/platform/redis.yaml',
    );
    expect(platform.secrets.list()).toEqual([
      { namespace: 'shop', name: 'redis', keys: ['password'], users: ['redis'] },
    ]);
  });
});
