import { describe, expect, it } from 'vitest';
import { ExternalService, tls, type CallOptions } from '../../../src/index.js';
import { httpWorkload, manifest, manifestsOf, smallPlatform, tcpWorkload } from './small-platform.js';

const BARE = { methods: ['GET'], paths: ['/cart/*'], timeout: '2s' } as const;
const GET = { ...BARE, deadline: '1m' } as const;

interface Pods {
  readonly template: {
    readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
    readonly spec: {
      readonly containers: readonly { readonly volumeMounts: unknown }[];
      readonly volumes: unknown;
    };
  };
}

/** What the program of web reads, when it calls cart and store so. */
function fileOf(
  cartOptions: CallOptions<'http'>,
  storeOptions: CallOptions<'tcp'> = {},
  library: 'go' | 'python' = 'go',
): unknown {
  const platform = smallPlatform();
  const web = httpWorkload(platform, 'web', { resilience: { library } });
  web.calls(httpWorkload(platform, 'cart').ports.http, cartOptions);
  web.calls(tcpWorkload(platform, 'store').ports.store, storeOptions);
  platform.derive();
  const { 'resilience.json': text = '' } = manifest(platform, 'ConfigMap', 'web-resilience')[
    'data'
  ] as Record<string, string>;
  return JSON.parse(text);
}

describe('what a program does by itself', () => {
  it('is a file that is mounted in its container, and restarts it when it changes', () => {
    const pods = (failures: number): Pods => {
      const platform = smallPlatform();
      const web = httpWorkload(platform, 'web', { resilience: { library: 'go', path: '/etc/web' } });
      web.calls(tcpWorkload(platform, 'store').ports.store, { breaker: { failures } });
      platform.derive();
      return manifest(platform, 'Deployment', 'web')['spec'] as unknown as Pods;
    };
    const { metadata, spec } = pods(3).template;
    expect(spec.containers[0]?.volumeMounts).toEqual([
      { name: 'resilience', mountPath: '/etc/web', readOnly: true },
    ]);
    expect(spec.volumes).toEqual([{ name: 'resilience', configMap: { name: 'web-resilience' } }]);
    expect(metadata.annotations).not.toEqual(pods(4).template.metadata.annotations);
  });

  it('is written with every field, whatever the library would take by default', () => {
    expect(fileOf({ ...GET, breaker: { failures: 3 }, retry: { tries: 2 } })).toEqual({
      Calls: {
        cart: {
          CircuitBreaker: {
            Name: 'cart',
            MaxFailures: 3,
            Timeout: 60e9,
            MaxRequests: 1,
            Interval: 60e9,
          },
          Retry: {
            MaxAttempts: 2,
            InitialDelay: 0.1e9,
            MaxDelay: 10e9,
            Multiplier: 2,
            RandomizationFactor: 0.1,
          },
        },
      },
    });
  });

  it('is written as it is declared, over HTTP and over TCP', () => {
    const backoff = { strategy: 'exponential', initial: '1s', max: '5s', multiplier: 3, jitter: 0 } as const;
    const breaker = { failures: 2, open: '1.5s', window: '2m', successes: 3 };
    const store = {
      deadline: '5s',
      retry: { tries: 3, perTry: '1s', backoff: { strategy: 'constant', interval: '20ms' } },
    } as const;
    expect(fileOf({ ...GET, breaker, retry: { tries: 2, backoff } }, store, 'python')).toEqual({
      calls: {
        cart: {
          circuit_breaker: {
            name: 'cart',
            max_failures: 2,
            timeout_seconds: 1.5,
            max_requests: 3,
            interval_seconds: 120,
          },
          retry: {
            max_attempts: 2,
            initial_delay_seconds: 1,
            max_delay_seconds: 5,
            multiplier: 3,
            randomization_factor: 0,
          },
        },
        store: { backoff: { strategy: 'constant', max_attempts: 3, interval_seconds: 0.02 } },
      },
    });
  });

  it('takes the defaults of a strategy that is only named', () => {
    expect(fileOf({ ...GET, retry: { tries: 2, backoff: { strategy: 'exponential' } } })).toEqual({
      Calls: {
        cart: {
          Retry: {
            MaxAttempts: 2,
            InitialDelay: 0.5e9,
            MaxDelay: 60e9,
            Multiplier: 1.5,
            RandomizationFactor: 0.5,
          },
        },
      },
    });
  });

  it('is sorted by name, in whatever order the calls were declared', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', { resilience: { library: 'go' } });
    const pay = new ExternalService(platform, 'pay', { hosts: ['pay.example'], ports: { https: tls(443) } });
    web.calls(tcpWorkload(platform, 'store').ports.store, { breaker: { failures: 3 } });
    web.calls(pay.ports.https, { breaker: { failures: 3 } });
    web.calls(httpWorkload(platform, 'cart').ports.http, {
      ...GET,
      breaker: { failures: 3 },
      policy: 'basket',
    });
    platform.derive();
    const { 'resilience.json': text = '' } = manifest(platform, 'ConfigMap', 'web-resilience')[
      'data'
    ] as Record<string, string>;
    expect([...text.matchAll(/"Name": "(.*)"/g)].map(([, name]) => name)).toEqual(['basket', 'pay', 'store']);
  });

  it('leaves the route as it is: the proxy’s tries are not the program’s', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', { resilience: { library: 'go' } });
    const options = { ...GET, tries: 2, perTry: '900ms', retry: { tries: 2 } };
    web.calls(httpWorkload(platform, 'cart').ports.http, options);
    platform.derive();
    const { http } = manifest(platform, 'VirtualService', 'cart')['spec'] as unknown as {
      http: { retries: { attempts: number } }[];
    };
    expect(http.map(({ retries }) => retries.attempts)).toEqual([1, 0]);
  });

  it('is all that a caller without a proxy has', () => {
    const platform = smallPlatform();
    const sfu = httpWorkload(platform, 'sfu', {
      namespace: 'shop-media',
      hostNetwork: { exposed: 'The node is open.' },
      resilience: { library: 'go' },
    });
    // Ten times as patient as the policy, which no proxy of this caller follows.
    const cart = httpWorkload(platform, 'cart', {
      inbound: { outlier: { consecutive5xx: 3, eject: '30s' } },
    });
    sfu.calls(cart.ports.http, { ...GET, breaker: { failures: 30, open: '5m' }, retry: { tries: 3 } });
    platform.derive();
    expect(manifestsOf(platform).filter(({ kind }) => kind === 'VirtualService')).toEqual([]);
    expect(manifest(platform, 'ConfigMap', 'sfu-resilience')['data']).toHaveProperty(['resilience.json']);
  });

  it('makes no file for who has none of it', () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', { resilience: { library: 'go' } });
    web.calls(httpWorkload(platform, 'cart').ports.http, GET);
    platform.derive();
    expect(manifestsOf(platform).filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  it('may be as far from the callee’s outlier policy as the platform says', () => {
    const options = { ...GET, breaker: { failures: 10, open: '30s' } };
    const build = (breakerTolerance?: number) => () => {
      const platform = smallPlatform(breakerTolerance === undefined ? {} : { breakerTolerance });
      const cart = httpWorkload(platform, 'cart', {
        inbound: { outlier: { consecutive5xx: 3, eject: '30s' } },
      });
      httpWorkload(platform, 'web', { resilience: { library: 'go' } }).calls(cart.ports.http, options);
    };
    expect(build()).toThrow('breaker.failures is 10');
    expect(build(3)).toThrow('a factor of at most 3');
    expect(build(4)).not.toThrow();
  });
});

describe('a deadline', () => {
  const call = (workload: string | undefined, options: Partial<CallOptions<'http'>>) => () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', {
      resilience: { library: 'go' },
      ...(workload === undefined ? {} : { deadline: workload }),
    });
    const all = { ...BARE, ...options } as CallOptions<'http'>;
    web.calls(httpWorkload(platform, 'cart').ports.http, all);
  };

  it('holds the worst case to the millisecond', () => {
    // 3 x 2 s, and waits of 220 ms and 484 ms.
    expect(call(undefined, { retry: { tries: 3 }, deadline: '6704ms' })).not.toThrow();
    expect(call(undefined, { retry: { tries: 3 }, deadline: '6703ms' })).toThrow(
      'takes 3 tries x 2s + 220ms + 484ms = 6704ms at worst, expected at most the deadline 6703ms',
    );
  });

  it('of a workload is that of its calls, unless they have their own', () => {
    expect(call('1s', {})).toThrow('expected at most the deadline of web, 1s');
    expect(call('1s', { deadline: '2s' })).not.toThrow();
    expect(call('2s', {})).not.toThrow();
  });
});
