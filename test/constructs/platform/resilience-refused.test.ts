import { describe, expect, it } from 'vitest';
import {
  Edge,
  ExternalService,
  redisPy,
  tcp,
  type CallOptions,
  type WorkloadProps,
} from '../../../src/index.js';
import { redisServer } from '../config/redis-server.js';
import { refusal } from './refusal.js';
import { httpWorkload, smallPlatform, tcpWorkload } from './small-platform.js';

const GET = { methods: ['GET'], paths: ['/'], timeout: '2s', deadline: '1m' } as const;
const GO = { resilience: { library: 'go' } } as const;

/** web calls cart over HTTP. */
const cart =
  (options: Partial<CallOptions<'http'>>, web: Partial<Pick<WorkloadProps, 'resilience'>> = GO) =>
  (): void => {
    const platform = smallPlatform();
    const to = httpWorkload(platform, 'cart').ports.http;
    httpWorkload(platform, 'web', web).calls(to, { ...GET, ...options } as CallOptions<'http'>);
  };

const REFUSED: Readonly<Record<string, () => void>> = {
  'a breaker that no program reads': cart({ breaker: { failures: 3 } }, {}),
  'a strategy that Python lacks': cart(
    { retry: { tries: 2, backoff: { strategy: 'fibonacci', initial: '1s', max: '5s' } } },
    { resilience: { library: 'python' } },
  ),
  'every number of a policy at once': cart({
    breaker: { failures: 0, open: '0s', window: '1d', successes: 0.5 },
    retry: { tries: 0, backoff: { strategy: 'exponential', multiplier: 0.5, jitter: 2 } },
    deadline: 'soon',
    policy: 'My Cart',
  }),
  'a longest wait below the first': cart({
    retry: { tries: 2, backoff: { strategy: 'linear', initial: '2s', max: '1s', increment: '1s' } },
  }),
  'a longest wait below the default of the first': cart({
    retry: { tries: 2, backoff: { strategy: 'exponential', max: '400ms' } },
  }),
  'a sum of waits that Go cannot hold': cart({
    // F(53) x 100 ms is 5.3e9 s; F(54) is beyond 2^63 ns.
    retry: { tries: 60, backoff: { strategy: 'fibonacci', initial: '100ms', max: '200ms' } },
    deadline: '1h',
  }),
  'a worst case beyond the deadline': cart({
    methods: ['GET'],
    tries: 2,
    perTry: '900ms',
    retry: { tries: 3 },
    deadline: '5s',
  }),
  'the program’s retries of what may have had its effect': cart({
    methods: ['GET', 'POST'],
    retry: { tries: 2 },
  }),
  'retries without a deadline': () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web', GO).calls(tcpWorkload(platform, 'store').ports.store, {
      retry: { tries: 3, perTry: '1s' },
    });
  },
  'two policies of one name': () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', GO);
    const { http } = httpWorkload(platform, 'cart').ports;
    web.calls(http, { ...GET, breaker: { failures: 3 } });
    web.calls(http, { ...GET, paths: ['/other'], breaker: { failures: 3 } });
  },
  'tries that no proxy makes': () => {
    const platform = smallPlatform();
    const { http } = httpWorkload(platform, 'cart').ports;
    httpWorkload(platform, 'sfu', {
      namespace: 'shop-media',
      hostNetwork: { exposed: 'The node is open.' },
      ...GO,
    }).calls(http, { ...GET, tries: 2, perTry: '900ms' });
  },
  'a breaker far from the outlier policy': () => {
    const platform = smallPlatform();
    const inbound = { outlier: { consecutive5xx: 5, eject: '30s' } };
    const { http } = httpWorkload(platform, 'cart', { inbound }).ports;
    httpWorkload(platform, 'web', GO).calls(http, { ...GET, breaker: { failures: 20, open: '5m' } });
  },
  'retries of program and proxy that multiply': () => {
    const platform = smallPlatform();
    const [a, b, c] = [
      httpWorkload(platform, 'a'),
      httpWorkload(platform, 'b', GO),
      httpWorkload(platform, 'c', GO),
    ];
    const db = new ExternalService(platform, 'db', { hosts: ['db.example'], ports: { sql: tcp(5432) } });
    a.calls(b.ports.http, GET);
    b.calls(c.ports.http, { ...GET, tries: 2, perTry: '900ms', retry: { tries: 2 } });
    c.calls(db.ports.sql, { deadline: '9s', retry: { tries: 2, perTry: '1s' } });
    platform.derive();
  },
  'retries of the gateway that multiply': () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web').ports.http;
    const edge = new Edge(platform, 'edge', { certificates: [{ secret: 'shop', hosts: ['shop.example'] }] });
    const two = { methods: ['GET'], paths: ['/'], tries: 2, perTry: '900ms', timeout: '2s' } as const;
    edge.route('shop.example', { ...two, tries: 3, timeout: '3s', to: web });
    web.workload.calls(httpWorkload(platform, 'cart').ports.http, two);
    platform.derive();
  },
  'retries of a client of Redis that multiply': () => {
    const platform = smallPlatform({ retryBudget: 3 });
    const web = httpWorkload(platform, 'web');
    const two = { methods: ['GET'], paths: ['/'], tries: 2, perTry: '900ms', timeout: '2s' } as const;
    httpWorkload(platform, 'caller').calls(web.ports.http, two);
    const variables = { hostPort: 'REDIS_HOST', password: 'REDIS_PASSWORD', url: 'REDIS_URL' };
    web.usesRedis(redisServer(platform).server, redisPy(variables, { retries: 1 }));
    platform.derive();
  },
  'one call beyond the budget': () => {
    const platform = smallPlatform({ retryBudget: 2 });
    httpWorkload(platform, 'web', GO).calls(tcpWorkload(platform, 'store').ports.store, {
      deadline: '9s',
      retry: { tries: 3, perTry: '1s' },
    });
    platform.derive();
  },
  'a file in a place that is none': () =>
    httpWorkload(smallPlatform(), 'web', {
      resilience: { library: 'go', path: 'etc' },
      volumes: { resilience: { path: '/tmp', scratch: { size: '1Mi' } } },
      deadline: '0s',
    }),
};

describe('a policy that cannot be does not construct', () => {
  it.each(Object.entries(REFUSED))('%s', async (what, build) => {
    const file = what.replaceAll(' ', '-').replaceAll('’', '');
    await expect(`${refusal(build)}\n`).toMatchFileSnapshot(
      `../../../__snapshots__/errors/platform/resilience/${file}.txt`,
    );
  });
});

describe('what the compiler refuses of policies', () => {
  it('knows what can be repeated, and by whom', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', GO);
    const { store } = tcpWorkload(platform, 'store').ports;
    const never = (): void => {
      // @ts-expect-error a try that nothing ends
      web.calls(store, { retry: { tries: 2 } });
      // @ts-expect-error the proxy's tries, of bytes
      web.calls(store, { tries: 2, retry: { tries: 2, perTry: '1s' } });
      const stream = { methods: ['GET'], paths: ['/'], stream: true } as const;
      // @ts-expect-error a stream that is repeated
      web.calls(web.ports.http, { ...stream, retry: { tries: 2 } });
      const backoff = { strategy: 'constant', interval: '1s', max: '5s' } as const;
      // @ts-expect-error a parameter of another strategy
      web.calls(web.ports.http, { ...GET, retry: { tries: 2, backoff: { strategy: 'linear', ...backoff } } });
      // @ts-expect-error a strategy that no library has
      web.calls(web.ports.http, { ...GET, retry: { tries: 2, backoff: { strategy: 'random' } } });
    };
    expect(never).toBeTypeOf('function');
  });
});
