import { describe, expect, it } from 'vitest';
import {
  Edge,
  LiveKitServer,
  livekitRedis,
  secret,
  type LiveKitMedia,
  type LiveKitServerProps,
} from '../../../src/index.js';
import { redisServer } from '../config/redis-server.js';
import { httpWorkload, manifest, manifestsOf, smallPlatform } from '../platform/small-platform.js';

const HOST_PORT: LiveKitMedia = { mode: 'hostPort', udp: 7882, tcp: 7881, exposed: 'Media.' };
const HOST_NETWORK: LiveKitMedia = {
  mode: 'hostNetwork',
  udp: { start: 50_000, end: 60_000 },
  tcp: 7881,
  exposed: 'Media.',
};

function server(
  media: LiveKitMedia,
  overrides: Partial<LiveKitServerProps> = {},
  platform = smallPlatform(),
  connected = true,
) {
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
  if (connected) {
    sfu.usesRedis(redisServer(platform, { maxClients: 1000 }).server, livekitRedis());
    if (media.mode === 'turnOnly')
      new Edge(platform, 'edge', { certificates: [] }).passthrough('turn.shop.example', sfu.ports.turn);
  }
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

describe('a LiveKit server behind TURN alone', () => {
  const TURN_ONLY: LiveKitMedia = { mode: 'turnOnly', udp: 7882 };

  it('opens no port of the node, keeps its sidecar, and lets its pods relay to each other', async () => {
    const { platform } = server(TURN_ONLY, { namespace: 'shop' });
    platform.derive();
    const { template } = deployment(platform);
    expect(template.spec).not.toHaveProperty('hostNetwork');
    expect(JSON.stringify(template.spec)).not.toContain('hostPort');
    expect(JSON.stringify(template.spec)).toContain('{"fieldPath":"status.podIP"}');
    const self = { podSelector: { matchLabels: { app: 'sfu' } } };
    const policy = (direction: string) => manifest(platform, 'NetworkPolicy', `sfu-${direction}`)['spec'];
    expect(policy('inbound')).toMatchObject({
      ingress: expect.arrayContaining([{ from: [self], ports: [{ protocol: 'UDP' }] }]) as unknown,
    });
    expect(policy('outbound')).toMatchObject({
      egress: expect.arrayContaining([{ to: [self], ports: [{ protocol: 'UDP' }] }]) as unknown,
    });
    expect(JSON.stringify(policy('outbound'))).not.toContain('0.0.0.0/0');
    await expect(config(platform)).toMatchFileSnapshot(
      '../../../__snapshots__/constructs/livekit/turn-only.yaml',
    );
  });

  it('may relay to the pods where LiveKit asks', () => {
    const platform = smallPlatform();
    const mesh = { ...platform.mesh, podCidrs: ['10.40.0.0/14'] };
    const newer = server(TURN_ONLY, { namespace: 'shop', version: '1.13.5' }, smallPlatform({ mesh }));
    newer.platform.derive();
    expect(config(newer.platform)).toContain('allow_restricted_peer_cidrs:\n    - 10.40.0.0/14\n');
    const older = server(TURN_ONLY, { namespace: 'shop' }, smallPlatform({ mesh }));
    older.platform.derive();
    expect(config(older.platform)).not.toContain('allow_restricted_peer_cidrs');
  });

  it('needs a way in, and with several replicas a bus', () => {
    const { sfu } = server(TURN_ONLY, { namespace: 'shop' }, smallPlatform(), false);
    expect(sfu.node.validate()).toEqual([
      expect.stringContaining('expected usesRedis'),
      expect.stringContaining('expected edge.passthrough'),
    ]);
    const alone = server(HOST_PORT, { replicas: 1 }, smallPlatform(), false);
    expect(alone.sfu.node.validate()).toEqual([]);
  });
});

describe('the rest of LiveKit’s configuration', () => {
  it('is added under its own names', () => {
    const { platform } = server(HOST_PORT, {
      config: { room: { empty_timeout: 60 }, rtc: { packet_buffer_size_video: 600 } },
    });
    platform.derive();
    expect(config(platform)).toContain('room:\n  empty_timeout: 60\n');
    expect(config(platform)).toContain('  packet_buffer_size_video: 600\n');
  });

  it('has layers as numbers, for which LiveKit takes nothing else', () => {
    const report = { bitrate_report_interval: { '0': '1s' } };
    const { platform } = server(HOST_PORT, {
      config: { video: { stream_tracker_manager: { video: report } } },
    });
    platform.derive();
    expect(config(platform)).toContain('bitrate_report_interval:\n        0: 1s\n');
  });

  it.each<readonly [string, Partial<LiveKitServerProps>, RegExp]>([
    ['what is derived', { config: { port: 7000 } }, /config\.port is 7000, expected nothing: it is derived/],
    ['a secret', { config: { redis: { password: 'x' } } }, /config\.redis\.password is in a ConfigMap/],
    ['keys', { config: { keys: { a: 'x' } } }, /config\.keys is in a ConfigMap/],
    ['a key of a later version', { config: { enable_data_tracks: false } }, /1\.9\.1 ends at a key/],
    ['what LiveKit refuses', { config: { node_selector: { kind: 'regionaware' } } }, /config\.region is/],
    ['a grace shorter than a call', { longestCallSeconds: 3600 }, /expected at least 3610/],
  ])('is refused: %s', (_, overrides, message) => {
    expect(() => server(HOST_PORT, overrides)).toThrow(message);
  });

  it('takes a key of a later version for that version', () => {
    const newer = { version: '1.13.5', config: { enable_data_tracks: false } };
    expect(() => server(HOST_PORT, newer)).not.toThrow();
  });

  it('has no port of the node for TCP and UDP alike', () => {
    expect(() => server({ ...HOST_PORT, udp: 7881 })).toThrow(/kubectl apply merges the ports/);
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
    const ofServer = platform.secrets.list().filter(({ namespace }) => namespace === 'shop-media');
    expect(ofServer.map(({ name, keys }) => [name, keys])).toEqual([
      ['cache', ['password']],
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
