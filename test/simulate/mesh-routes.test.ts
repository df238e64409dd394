import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../src/model/assumptions.js';
import { ask, ASSUMPTIONS, GATEWAY, namespace, why, workload } from './set.js';

// https://istio.io/latest/docs/reference/config/networking/virtual-service/
const STRICT = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }`;
const PODS = [
  namespace('shop'),
  workload('shop/web'),
  workload('shop/cart'),
  workload('shop/api'),
  workload('shop/store', { port: 6379, portName: 'tcp' }),
  STRICT,
];
const CLOSED: Assumptions = { ...ASSUMPTIONS, outboundTrafficPolicy: 'REGISTRY_ONLY' };

function route(spec: string, name = 'api'): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { ${spec} }`;
}

function rule(spec: string, name = 'api', at = 'shop'): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${at} }
spec: { ${spec} }`;
}

const TO = (host: string, more = '') =>
  `route: [{ destination: { host: ${host}, port: { number: 8080 } ${more} } }]`;

/** What shop/web may do at a port. */
function web(texts: readonly string[], to = 'shop/api:8080'): string {
  return ask([...PODS, ...texts], CLOSED)('shop/web', to);
}

describe('a VirtualService for sidecars', () => {
  test('lets through what it routes to the callee', () => {
    const texts = [route(`hosts: [api], http: [{ match: [{ uri: { prefix: /v1/ } }], ${TO('api')} }]`)];
    expect(web(texts)).toBe('allowed: every method on /v1/*');
  });

  test('that routes elsewhere takes the calls away, and names itself', () => {
    const texts = [route(`hosts: [api], http: [{ ${TO('cart')} }]`)];
    expect(web(texts)).toBe('refused by route');
    expect(why([...PODS, ...texts], CLOSED)('shop/web', 'shop/api:8080')).toBe(
      'VirtualService shop/api spec routes no request for api.shop.svc.cluster.local there',
    );
    expect(web(texts, 'shop/cart:8080')).toBe('allowed: everything');
  });

  test('routes by the caller', () => {
    const texts = [
      route(
        `hosts: [api], http: [{ match: [{ sourceLabels: { app: web }, uri: { exact: /a } }], ${TO('api')} }, { match: [{ sourceLabels: { app: cart } }], ${TO('api')} }]`,
      ),
    ];
    expect(web(texts)).toBe('allowed: every method on /a');
    expect(ask([...PODS, ...texts], CLOSED)('shop/cart', 'shop/api:8080')).toBe('allowed: everything');
    expect(ask([...PODS, ...texts], CLOSED)('shop/api', 'shop/api:8080')).toBe('refused by route');
  });

  test('routes by the namespace of the caller', () => {
    const from = (at: string) =>
      web([route(`hosts: [api], http: [{ match: [{ sourceNamespace: ${at} }], ${TO('api')} }]`)]);
    expect([from('shop'), from('ops')]).toEqual(['allowed: everything', 'refused by route']);
  });

  test('binds no gateway, no foreign pod and no pod without sidecar', () => {
    const texts = [route(`hosts: [api], http: [{ match: [{ uri: { exact: /a } }], ${TO('api')} }]`)];
    const to = ask([...PODS, ...texts], CLOSED);
    expect(to(GATEWAY, 'shop/api:8080')).toBe('allowed: everything');
    expect(to('foreign/injected', 'shop/api:8080')).toBe('allowed: everything');
  });

  test('of gateways only does not bind sidecars', () => {
    expect(web([route(`hosts: [api], gateways: [edge], http: [{ ${TO('cart')} }]`)])).toBe(
      'allowed: everything',
    );
  });

  test('for the exact host comes before one for a wildcard', () => {
    const wide = route(`hosts: ["*.shop.svc.cluster.local"], http: [{ ${TO('cart')} }]`, 'wide');
    expect(web([wide])).toBe('refused by route');
    const wider = route(`hosts: ["*.cluster.local"], http: [{ ${TO('api')} }]`, 'wider');
    expect(web([wider])).toBe('allowed: everything');
    expect(web([wider, wide])).toBe('refused by route');
    expect(web([wide, route(`hosts: [api], http: [{ ${TO('api')} }]`)])).toBe('allowed: everything');
  });

  test('of another port of the host', () => {
    expect(web([route(`hosts: [api], http: [{ match: [{ port: 8080 }], ${TO('api')} }]`)])).toBe(
      'allowed: everything',
    );
    expect(web([route(`hosts: [api], http: [{ match: [{ port: 80 }], ${TO('api')} }]`)])).toBe(
      'refused by route',
    );
  });

  test('of connections only leaves requests alone, and the other way round', () => {
    expect(web([route('hosts: [api], tcp: [{ route: [{ destination: { host: cart } }] }]')])).toBe(
      'allowed: everything',
    );
    expect(web([route(`hosts: [store], http: [{ ${TO('cart')} }]`)], 'shop/store:6379')).toBe(
      'allowed: everything',
    );
  });

  test('of connections sends them where its first match says', () => {
    const texts = (match: string) => [
      route(
        `hosts: [store], tcp: [{ ${match} route: [{ destination: { host: cart, port: { number: 8080 } } }] }, { route: [{ destination: { host: api, port: { number: 8080 } } }] }]`,
      ),
    ];
    const bare = [
      ...PODS.slice(0, 1),
      workload('shop/web'),
      workload('shop/cart'),
      workload('shop/store', { port: 6379, portName: 'tcp' }),
    ];
    expect(ask([...bare, ...texts('')], CLOSED)('shop/web', 'shop/store:6379')).toBe('refused by route');
    expect(ask([...bare, ...texts('match: [{ port: 6379 }],')], CLOSED)('shop/web', 'shop/store:6379')).toBe(
      'refused by route',
    );
  });

  test('what it routes and the callee refuses is refused', () => {
    const policy =
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: api, namespace: shop }\nspec: { rules: [{ to: [{ operation: { paths: ["/v2/*"] } }] }] }';
    const texts = (path: string) => [
      policy,
      route(`hosts: [api], http: [{ match: [{ uri: { prefix: ${path} } }], ${TO('api')} }]`),
    ];
    expect(web(texts('/v2/users/'))).toBe('allowed: every method on /v2/users/*');
    expect(web(texts('/v1/'))).toBe('refused by route');
  });

  test('two for one host are not joined, and the older is not known', () => {
    const texts = [
      route(`hosts: [api], http: [{ ${TO('api')} }]`),
      route(`hosts: [api], http: [{ ${TO('cart')} }]`, 'other'),
    ];
    expect(web(texts)).toBe('unknown');
    expect(why([...PODS, ...texts], CLOSED)('shop/web', 'shop/api:8080')).toBe(
      'it depends on which of VirtualService shop/api and VirtualService shop/other is older',
    );
  });

  test('with ALLOW_ANY a call past it is in the clear', () => {
    const texts = [...PODS, route(`hosts: [api], http: [{ ${TO('cart')} }]`)];
    expect(ask(texts)('shop/web', 'shop/api:8080')).toBe('refused by mtls');
  });
});

describe('a subset', () => {
  const CANARY = workload('shop/canary', { labels: 'app: api, track: canary' }).replace(
    'app: canary, app: api',
    'app: api',
  );
  const STABLE = workload('shop/api', { labels: 'track: stable' });
  const pods = [namespace('shop'), workload('shop/web'), STABLE, CANARY, STRICT];
  const toSubset = (name: string) => route(`hosts: [api], http: [{ ${TO('api', `, subset: ${name}`)} }]`);
  const subsets = (at = 'shop') =>
    rule(
      'host: api.shop.svc.cluster.local, subsets: [{ name: stable, labels: { track: stable } }]',
      'api',
      at,
    );
  const to = (texts: readonly string[], target: string) =>
    ask([...pods, ...texts], CLOSED)('shop/web', target);

  test('is the pods that carry its labels', () => {
    const texts = [toSubset('stable'), subsets()];
    expect([to(texts, 'shop/api:8080'), to(texts, 'shop/canary:8080')]).toEqual([
      'allowed: everything',
      'refused by route',
    ]);
  });

  test('that no rule has leads nowhere', () => {
    expect(to([toSubset('canary'), subsets()], 'shop/api:8080')).toBe('refused by route');
    expect(to([toSubset('stable')], 'shop/api:8080')).toBe('refused by route');
  });

  test('of a rule in the root namespace holds, of a foreign namespace not', () => {
    expect(to([toSubset('stable'), subsets('istio-system')], 'shop/api:8080')).toBe('allowed: everything');
    expect(to([toSubset('stable'), subsets('ops')], 'shop/api:8080')).toBe('refused by route');
  });

  test('at a gateway too', () => {
    const edge = [
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: edge, namespace: shop }\nspec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }',
      route(`hosts: [www.acme.io], gateways: [edge], http: [{ ${TO('api', ', subset: stable')} }]`, 'www'),
    ];
    const internet = (texts: readonly string[]) =>
      ask([...pods, ...edge, ...texts], CLOSED)('internet', 'shop/api:8080');
    expect(internet([subsets()])).toBe('allowed: everything');
    expect(internet([])).toBe('refused by no-listener');
  });
});

describe('TLS of a DestinationRule', () => {
  const tls = (spec: string) => web([rule(`host: api, ${spec}`)]);

  test.each([
    [
      'none: mTLS by itself',
      'trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } }',
      'allowed: everything',
    ],
    ['ISTIO_MUTUAL', 'trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }', 'allowed: everything'],
    ['DISABLE', 'trafficPolicy: { tls: { mode: DISABLE } }', 'refused by mtls'],
    ['no mode is DISABLE', 'trafficPolicy: { tls: {} }', 'refused by mtls'],
    [
      'a port over all',
      'trafficPolicy: { tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 8080 }, tls: { mode: ISTIO_MUTUAL } }] }',
      'allowed: everything',
    ],
    [
      'a port replaces what is said for all',
      'trafficPolicy: { tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 8080 } }] }',
      'allowed: everything',
    ],
    [
      'another port',
      'trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] }',
      'allowed: everything',
    ],
    ['SIMPLE is not modelled', 'trafficPolicy: { tls: { mode: SIMPLE } }', 'unknown'],
    [
      'nor is TLS of a subset',
      'subsets: [{ name: a, trafficPolicy: { tls: { mode: DISABLE } } }]',
      'unknown',
    ],
  ])('%s', (_name, spec, outcome) => {
    expect(tls(spec)).toBe(outcome);
  });

  test('the refusal names both sides', () => {
    expect(
      why([...PODS, rule('host: api, trafficPolicy: { tls: { mode: DISABLE } }')], CLOSED)(
        'shop/web',
        'shop/api:8080',
      ),
    ).toBe(
      'PeerAuthentication shop/default spec.mtls.mode makes the port STRICT, and DestinationRule shop/api spec.trafficPolicy.tls makes the caller speak plaintext',
    );
  });

  test('binds the gateway as well', () => {
    const texts = [...PODS, rule('host: api, trafficPolicy: { tls: { mode: DISABLE } }')];
    expect(ask(texts)(GATEWAY, 'shop/api:8080')).toBe('refused by mtls');
  });

  test('of the port to which a route leads', () => {
    const second = `
apiVersion: v1
kind: Service
metadata: { name: second, namespace: shop }
spec: { selector: { app: api }, ports: [{ name: http, port: 81, targetPort: 8080 }] }`;
    const texts = [
      second,
      rule(
        'host: second, trafficPolicy: { portLevelSettings: [{ port: { number: 81 }, tls: { mode: DISABLE } }] }',
      ),
      route(
        'hosts: [api, second], http: [{ route: [{ destination: { host: second, port: { number: 81 } } }] }]',
      ),
    ];
    expect(web(texts)).toBe('refused by mtls');
  });

  test('for some clients only, or exported to some namespaces', () => {
    const HOST = 'host: api.shop.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE } }';
    const to = (spec: string) =>
      ask([...PODS, namespace('ops'), workload('ops/probe'), rule(`${HOST}${spec}`)], CLOSED);
    const selecting = to(', workloadSelector: { matchLabels: { app: cart } }');
    expect(selecting('shop/cart', 'shop/api:8080')).toBe('refused by mtls');
    expect(selecting('shop/web', 'shop/api:8080')).toBe('allowed: everything');
    expect(selecting('ops/probe', 'shop/api:8080')).toBe('allowed: everything');
    expect(to(', exportTo: ["."]')('ops/probe', 'shop/api:8080')).toBe('allowed: everything');
    expect(to(', exportTo: ["."]')('shop/web', 'shop/api:8080')).toBe('refused by mtls');
    expect(to('')('ops/probe', 'shop/api:8080')).toBe('refused by mtls');
  });

  test('the namespace of the client comes first, then the most specific host', () => {
    const probe = [...PODS, namespace('ops'), workload('ops/probe')];
    const disable = (host: string, at: string, name: string) =>
      rule(`host: "${host}", trafficPolicy: { tls: { mode: DISABLE } }`, name, at);
    const mutual = (host: string, at: string, name: string) =>
      rule(`host: "${host}", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }`, name, at);
    const HOST = 'api.shop.svc.cluster.local';
    const asked = (...texts: readonly string[]) =>
      ask([...probe, ...texts], CLOSED)('ops/probe', 'shop/api:8080');
    expect(asked(disable(HOST, 'shop', 'a'))).toBe('refused by mtls');
    expect(asked(disable(HOST, 'shop', 'a'), mutual(HOST, 'ops', 'b'))).toBe('allowed: everything');
    expect(asked(disable('*.local', 'shop', 'a'), mutual('*.shop.svc.cluster.local', 'shop', 'b'))).toBe(
      'allowed: everything',
    );
    expect(asked(disable('*.local', 'shop', 'a'), mutual(HOST, 'shop', 'b'))).toBe('allowed: everything');
    expect(asked(disable(HOST, 'shop', 'a'), mutual(HOST, 'shop', 'b'))).toBe('unknown');
  });
});
