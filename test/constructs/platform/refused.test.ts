import { describe, expect, it } from 'vitest';
import { Edge, http, secret, Workload } from '../../../src/index.js';
import { refusal } from './refusal.js';
import { httpWorkload, smallPlatform, tcpWorkload } from './small-platform.js';

/** Everything that must not construct, by what is wrong with it. */
const REFUSED: Readonly<Record<string, () => void>> = {
  'two workloads of one name': () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web');
    httpWorkload(platform, 'web', { namespace: 'shop-media' });
  },
  'an image without a tag': () => httpWorkload(smallPlatform(), 'web', { image: 'shop/web' }),
  'the image of tomorrow': () => httpWorkload(smallPlatform(), 'web', { image: 'shop/web:latest' }),
  'a secret value written inline': () =>
    httpWorkload(smallPlatform(), 'web', { env: { DB_PASSWORD: 'hunter2' } }),
  'a URL with a password': () =>
    httpWorkload(smallPlatform(), 'web', { env: { DSN: 'postgres://web:hunter2@db:5432/shop' } }),
  'hostNetwork without nodeCidrs': () => {
    const platform = smallPlatform();
    const bare = smallPlatform({ mesh: { ...platform.mesh, nodeCidrs: [] } });
    httpWorkload(bare, 'sfu', { namespace: 'shop-media', hostNetwork: { exposed: 'The node is open.' } });
  },
  'ports of the node in a restricted namespace': () =>
    httpWorkload(smallPlatform(), 'sfu', {
      media: { ports: { rtp: { protocol: 'UDP', number: 7882 } }, exposed: 'Media.' },
    }),
  'a port of the sidecar': () => {
    new Workload(smallPlatform(), 'web', {
      image: 'shop/web:1',
      replicas: 1,
      resources: { requests: {}, limits: {} },
      probes: {},
      ports: { http: http(15_020) },
    });
  },
  'outlier detection of one replica': () =>
    httpWorkload(smallPlatform(), 'web', {
      replicas: 1,
      inbound: { outlier: { consecutive5xx: 5, eject: '30s' } },
    }),
  'outlier detection that never ejects': () =>
    httpWorkload(smallPlatform(), 'web', {
      replicas: 3,
      inbound: { outlier: { consecutive5xx: 5, eject: '30s', maxEjectionPercent: 33 } },
    }),
  'outlier detection that ejects all': () =>
    httpWorkload(smallPlatform(), 'web', {
      replicas: 3,
      inbound: { outlier: { consecutive5xx: 5, eject: '30s', maxEjectionPercent: 100 } },
    }),
  'a canary with more than everything': () =>
    httpWorkload(smallPlatform(), 'web', { canary: { image: 'shop/web:2', weight: 101 } }),
  'a claim of a Deployment': () =>
    httpWorkload(smallPlatform(), 'web', { volumes: { data: { path: '/data', claim: { size: '1Gi' } } } }),
  'more tries than the timeout has room for': () => {
    const platform = smallPlatform();
    const cart = httpWorkload(platform, 'cart');
    httpWorkload(platform, 'web').calls(cart.ports.http, {
      methods: ['GET'],
      paths: ['/'],
      tries: 3,
      perTry: '2s',
      timeout: '6s',
    });
  },
  'tries without a limit of each': () => {
    const platform = smallPlatform();
    const cart = httpWorkload(platform, 'cart');
    httpWorkload(platform, 'web').calls(cart.ports.http, {
      methods: ['GET'],
      paths: ['/'],
      tries: 2,
      timeout: '6s',
    });
  },
  'a path that is no segment prefix': () => {
    const platform = smallPlatform();
    const cart = httpWorkload(platform, 'cart');
    httpWorkload(platform, 'web').calls(cart.ports.http, {
      methods: ['GET'],
      paths: ['/cart*'],
      timeout: '6s',
    });
  },
  'retries that multiply': () => {
    const platform = smallPlatform();
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => httpWorkload(platform, id));
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, d],
      [d, a],
    ] as const) {
      if (from !== undefined && to !== undefined)
        from.calls(to.ports.http, { methods: ['GET'], paths: ['/'], tries: 2, perTry: '1s', timeout: '9s' });
    }
    platform.derive();
  },
  'a pool smaller than the connections that stay open': () => {
    const platform = smallPlatform();
    const sfu = httpWorkload(platform, 'sfu', { inbound: { pool: { connections: 200 } } });
    const edge = new Edge(platform, 'edge', {
      certificates: [{ secret: 'cert', hosts: ['*.shop.example'] }],
    });
    edge.route('sfu.shop.example', {
      to: sfu.ports.http,
      methods: ['GET'],
      paths: ['/rtc'],
      stream: true,
      connections: 10_000,
    });
    platform.derive();
  },
  'a route of a host without certificate': () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const edge = new Edge(platform, 'edge', {
      certificates: [{ secret: 'cert', hosts: ['*.shop.example'] }],
    });
    edge.route('a.b.shop.example', { to: web.ports.http, methods: ['GET'], paths: ['/*'], timeout: '5s' });
  },
  'two routes of one path': () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const edge = new Edge(platform, 'edge', {
      certificates: [{ secret: 'cert', hosts: ['*.shop.example'] }],
    });
    for (const methods of [['GET'], ['POST']] as const) {
      edge.route('www.shop.example', { to: web.ports.http, methods, paths: ['/cart/*'], timeout: '5s' });
    }
  },
  'a platform whose calls were not followed': () => {
    const platform = smallPlatform();
    const [problem] = platform.node.validate();
    throw new Error(problem);
  },
};

describe('what cannot be does not construct', () => {
  it.each(Object.entries(REFUSED))('%s', async (what, build) => {
    const file = what.replaceAll(' ', '-');
    await expect(`${refusal(build)}\n`).toMatchFileSnapshot(
      `../../../__snapshots__/errors/platform/${file}.txt`,
    );
  });
});

describe('what the compiler refuses', () => {
  it('knows ports and protocols', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    const store = tcpWorkload(platform, 'store');
    const never = (): void => {
      // @ts-expect-error a port that does not exist
      expect(store.ports.https).toBeUndefined();
      // @ts-expect-error retries on a TCP port
      web.calls(store.ports.store, { tries: 2 });
      // @ts-expect-error an HTTP call that does not say what it asks for
      web.calls(web.ports.http, { timeout: '1s' });
      // @ts-expect-error a stream has no timeout
      web.calls(web.ports.http, { methods: ['GET'], paths: ['/'], stream: true, timeout: '1s' });
      const bare = { image: 'x:1', replicas: 1, resources: { requests: {}, limits: {} } };
      const withProbe = { ...bare, ports: { http: http(1) }, probes: { liveness: { tcp: 'htpp' } } } as const;
      // @ts-expect-error a probe of a port that does not exist
      new Workload(platform, 'x', withProbe);
      // @ts-expect-error a secret is a reference with both its parts
      secret('redis');
    };
    expect(never).toBeTypeOf('function');
  });
});
