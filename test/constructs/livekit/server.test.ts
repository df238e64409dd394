import { describe, expect, it } from 'vitest';
import { LiveKitServer, secret, type LiveKitMedia, type LiveKitServerProps } from '../../../src/index.js';
import { httpWorkload, manifest, manifestsOf, smallPlatform } from '../platform/small-platform.js';

const HOST_PORT: LiveKitMedia = { mode: 'hostPort', udp: 7882, tcp: 7881, exposed: 'Media.' };
const HOST_NETWORK: LiveKitMedia = {
  mode: 'hostNetwork',
  udp: { start: 50_000, end: 60_000 },
  tcp: 7881,
  exposed: 'Media.',
};

function server(media: LiveKitMedia, overrides: Partial<LiveKitServerProps> = {}) {
  const platform = smallPlatform();
  const sfu = new LiveKitServer(platform, 'sfu', {
    namespace: 'shop-media',
    image: 'shop/sfu:1.9.1',
    replicas: 2,
    resources: { requests: { cpu: '500m' }, limits: { cpu: '2' } },
    media,
    participants: 500,
    keys: secret('livekit', 'keys'),
    turn: { domain: 'turn.shop.example', certificate: 'turn-cert' },
    drainSeconds: 3600,
    ...overrides,
  });
  return { platform, sfu };
}

interface Deployment {
  readonly strategy: unknown;
  readonly template: {
    readonly metadata: { readonly annotations: unknown; readonly labels: unknown };
    readonly spec: Record<string, unknown>;
  };
}

const deployment = (platform: ReturnType<typeof smallPlatform>): Deployment =>
  manifest(platform, 'Deployment', 'sfu')['spec'] as unknown as Deployment;
const config = (platform: ReturnType<typeof smallPlatform>): string =>
  (manifest(platform, 'ConfigMap', 'sfu-config')['data'] as Record<string, string>)['livekit.yaml'] ?? '';

describe('a LiveKit server behind one port of its node', () => {
  it('keeps its sidecar, and leaves media out of it', async () => {
    const { platform } = server(HOST_PORT);
    platform.derive();
    const { template } = deployment(platform);
    expect(template.metadata.annotations).toMatchObject({
      'traffic.sidecar.istio.io/excludeInboundPorts': '7881',
      'proxy.istio.io/config': 'terminationDrainDuration: 3600s',
    });
    expect(template.spec).not.toHaveProperty('hostNetwork');
    expect(JSON.stringify(template.spec)).toContain(
      '{"containerPort":7882,"hostPort":7882,"name":"rtc-udp","protocol":"UDP"}',
    );
    await expect(config(platform)).toMatchFileSnapshot(
      '../../../__snapshots__/constructs/livekit/host-port.yaml',
    );
  });

  it('is open for media to everyone, and for signalling to nobody', () => {
    const { platform } = server(HOST_PORT);
    platform.derive();
    const { ingress } = manifest(platform, 'NetworkPolicy', 'sfu-inbound')['spec'] as unknown as {
      ingress: unknown[];
    };
    expect(ingress.at(-1)).toEqual({
      ports: [
        { port: 7881, protocol: 'TCP' },
        { port: 7882, protocol: 'UDP' },
      ],
    });
    expect(JSON.stringify(ingress)).not.toContain('7880');
  });
});

describe('a LiveKit server on the network of its node', () => {
  it('has no sidecar, one pod to a node, and no surge', async () => {
    const { platform } = server(HOST_NETWORK);
    platform.derive();
    const { strategy, template } = deployment(platform);
    expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } });
    expect(template.metadata.labels).toMatchObject({ 'sidecar.istio.io/inject': 'false' });
    expect(template.spec).toMatchObject({
      hostNetwork: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
      enableServiceLinks: false,
    });
    expect(template.spec['affinity']).toEqual({
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'sfu' } } },
        ],
      },
    });
    await expect(config(platform)).toMatchFileSnapshot(
      '../../../__snapshots__/constructs/livekit/host-network.yaml',
    );
  });

  it('gets neither a NetworkPolicy nor a policy of a proxy that it does not have', () => {
    const { platform } = server(HOST_NETWORK);
    platform.derive();
    const own = manifestsOf(platform)
      .filter(({ metadata }) => metadata.name.startsWith('sfu'))
      .map(({ kind }) => kind);
    expect(own.sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]);
  });

  it('needs two ports for each participant', () => {
    expect(() => server({ ...HOST_NETWORK, udp: { start: 50_000, end: 50_998 } })).toThrow(
      'media.udp has 999 ports, expected at least 1000',
    );
    expect(() => server({ ...HOST_NETWORK, udp: { start: 50_000, end: 40_000 } })).toThrow(
      'media.udp ends at 40000',
    );
  });
});

describe('every LiveKit server', () => {
  it('lives as long as its port is open, and is ready when it says so', () => {
    const { platform } = server(HOST_PORT);
    platform.derive();
    const [container] = deployment(platform).template.spec['containers'] as Record<string, unknown>[];
    expect(container?.['livenessProbe']).toMatchObject({ tcpSocket: { port: 7880 } });
    expect(container?.['readinessProbe']).toMatchObject({ httpGet: { path: '/', port: 7880 } });
    expect(deployment(platform).template.spec['terminationGracePeriodSeconds']).toBe(3600);
  });

  it('takes keys and passwords from Secrets', () => {
    const { platform } = server(HOST_PORT);
    platform.derive();
    expect(config(platform)).not.toMatch(/keys|password/);
    expect(platform.secrets.list().map(({ name, keys }) => [name, keys])).toEqual([
      ['livekit', ['keys']],
      ['turn-cert', ['tls.crt', 'tls.key']],
    ]);
  });

  it('declares the call that its webhooks are', () => {
    const { platform, sfu } = server(HOST_PORT);
    const hooks = httpWorkload(platform, 'hooks');
    sfu.sendsWebhooks(hooks.ports.http, { path: '/hooks/livekit', apiKey: 'shop', timeout: '5s' });
    platform.derive();
    expect(config(platform)).toContain(
      'api_key: shop\n  urls:\n    - http://hooks.shop.svc.cluster.local:8080/hooks/livekit\n',
    );
    expect(JSON.stringify(manifest(platform, 'AuthorizationPolicy', 'hooks')['spec'])).toContain(
      '"methods":["POST"],"paths":["/hooks/livekit"]',
    );
  });
});
