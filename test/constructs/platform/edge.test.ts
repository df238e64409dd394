import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { Edge, ExternalService, http, tcp, tls, Workload } from '../../../src/index.js';
import { httpWorkload, manifest, manifestsOf, smallPlatform } from './small-platform.js';

function shop() {
  const platform = smallPlatform();
  const web = httpWorkload(platform, 'web');
  const sfu = new Workload(platform, 'sfu', {
    namespace: 'shop-media',
    image: 'shop/sfu:1.0.0',
    replicas: 2,
    resources: { requests: {}, limits: {} },
    probes: {},
    ports: { http: http(7880), turn: tls(5349) },
    hostNetwork: { exposed: 'The node is open.' },
  });
  const edge = new Edge(platform, 'edge', {
    certificates: [{ secret: 'shop-cert', hosts: ['*.shop.example'] }],
  });
  return { platform, web, sfu, edge };
}

describe('the edge', () => {
  it('is one Gateway and one VirtualService for each host', async () => {
    const { platform, web, sfu, edge } = shop();
    edge.route('www.shop.example', {
      to: web.ports.http,
      methods: ['GET', 'POST'],
      paths: ['/api/v1/*'],
      timeout: '30s',
    });
    edge.route('www.shop.example', {
      to: web.ports.http,
      methods: ['POST'],
      paths: ['/api/v1/hooks/pay'],
      timeout: '5s',
    });
    edge.route('sfu.shop.example', { to: sfu.ports.http, methods: ['GET'], paths: ['/rtc'], stream: true });
    edge.passthrough('turn.shop.example', sfu.ports.turn);
    platform.derive();
    const own = manifestsOf(platform).filter(
      ({ metadata }) => (metadata['labels'] as Record<string, string>)['app.kubernetes.io/name'] === 'edge',
    );
    await expect(own.map((one) => stringify(one)).join('---\n')).toMatchFileSnapshot(
      '../../../__snapshots__/constructs/platform/edge.yaml',
    );
  });

  it('lets the longer path come first, whatever was declared first', () => {
    const { platform, web, edge } = shop();
    edge.route('www.shop.example', {
      to: web.ports.http,
      methods: ['GET'],
      paths: ['/*', '/api/*'],
      timeout: '5s',
    });
    edge.route('www.shop.example', {
      to: web.ports.http,
      methods: ['GET'],
      paths: ['/api/health'],
      timeout: '5s',
    });
    platform.derive();
    const { http: routes } = manifest(platform, 'VirtualService', 'edge-www')['spec'] as unknown as {
      http: { match: { uri: unknown }[] }[];
    };
    expect(routes.flatMap(({ match }) => match.map(({ uri }) => uri))).toEqual([
      { exact: '/api/health' },
      { prefix: '/api/' },
      { prefix: '/' },
    ]);
  });

  it('matches methods where the callee cannot refuse them itself', () => {
    const { platform, web, sfu, edge } = shop();
    edge.route('www.shop.example', { to: web.ports.http, methods: ['GET'], paths: ['/*'], timeout: '5s' });
    edge.route('sfu.shop.example', { to: sfu.ports.http, methods: ['GET'], paths: ['/*'], timeout: '5s' });
    platform.derive();
    const matches = (name: string): unknown =>
      (manifest(platform, 'VirtualService', name)['spec'] as unknown as { http: { match: unknown[] }[] })
        .http[0]?.match;
    expect(matches('edge-www')).toEqual([{ uri: { prefix: '/' } }]);
    expect(matches('edge-sfu')).toEqual([{ uri: { prefix: '/' }, method: { exact: 'GET' } }]);
  });

  it('has the policy of the callee admit the gateway, for what is routed', () => {
    const { platform, web, edge } = shop();
    edge.route('www.shop.example', {
      to: web.ports.http,
      methods: ['GET'],
      paths: ['/api/v1/*'],
      timeout: '30s',
    });
    platform.derive();
    expect(manifest(platform, 'AuthorizationPolicy', 'web')['spec']).toMatchObject({
      rules: [
        {
          from: [
            {
              source: {
                principals: ['cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'],
              },
            },
          ],
          to: [{ operation: { ports: ['8080'], methods: ['GET'], paths: ['/api/v1/*'] } }],
        },
      ],
    });
  });
});

describe('an external service', () => {
  it('is a ServiceEntry that clients’ sidecars know', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const pay = new ExternalService(platform, 'pay', {
      hosts: ['api.pay.example'],
      ports: { https: tls(443) },
    });
    const db = new ExternalService(platform, 'db', {
      hosts: ['db.pay.example'],
      ports: { direct: tcp(5432), pooler: tcp(6543) },
    });
    web.calls(pay.ports.https, {});
    web.calls(db.ports.direct, { env: { DB_HOST: ({ host }) => host } });
    platform.derive();
    expect(manifest(platform, 'ServiceEntry', 'pay')['spec']).toEqual({
      hosts: ['api.pay.example'],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ number: 443, name: 'tls-https', protocol: 'TLS' }],
      exportTo: ['.', 'shop-media'],
    });
    expect(manifest(platform, 'Sidecar', 'web')['spec']).toMatchObject({
      egress: [{ hosts: ['shop/api.pay.example', 'shop/db.pay.example'] }],
    });
    expect(JSON.stringify(manifest(platform, 'NetworkPolicy', 'web-outbound')['spec'])).toContain(
      '"ports":[{"port":443,"protocol":"TCP"},{"port":5432,"protocol":"TCP"}]',
    );
  });

  it('refuses what DNS cannot resolve, and what TCP cannot tell apart', () => {
    const platform = smallPlatform();
    expect(
      () => new ExternalService(platform, 'a', { hosts: ['*.pay.example'], ports: { https: tls(443) } }),
    ).toThrow('DNS resolves no wildcard');
    expect(
      () =>
        new ExternalService(platform, 'b', { hosts: ['a.example', 'b.example'], ports: { db: tcp(5432) } }),
    ).toThrow('nothing in the stream tells them apart');
  });
});
