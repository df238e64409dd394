import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../src/model/assumptions.js';
import { ask, ASSUMPTIONS, namespace, why, workload } from './set.js';

// https://istio.io/latest/docs/reference/config/networking/sidecar/
const PODS = [
  namespace('shop'),
  namespace('ops'),
  workload('shop/web'),
  workload('shop/cart'),
  workload('ops/probe', { port: 9090 }),
];
const STRICT = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system }
spec: { mtls: { mode: STRICT } }`;
const CLOSED: Assumptions = { ...ASSUMPTIONS, outboundTrafficPolicy: 'REGISTRY_ONLY' };

function sidecar(spec: string, at = 'shop', name = 'default'): string {
  return `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: ${name}, namespace: ${at} }
spec: { ${spec} }`;
}

function service(name: string, at: string, spec: string, annotations = ''): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${at}, annotations: { ${annotations} } }
spec: { ${spec} }`;
}

/** What shop/cart may do at a port under some Sidecars, where nothing but sidecars refuses. */
function cart(texts: readonly string[], to: string, assumptions = CLOSED): string {
  return ask([...PODS, ...texts], assumptions)('shop/cart', to);
}

describe('the Sidecar that holds', () => {
  const OWN = '{ hosts: ["./*"] }';

  test('none: every service is known', () => {
    expect(cart([], 'ops/probe:9090')).toBe('allowed: everything');
  });

  test('of the namespace', () => {
    const texts = [sidecar(`egress: [${OWN}]`)];
    expect(cart(texts, 'ops/probe:9090')).toBe('refused by sidecar');
    expect(cart(texts, 'shop/web:8080')).toBe('allowed: everything');
    expect(ask([...PODS, ...texts], CLOSED)('ops/probe', 'shop/web:8080')).toBe('allowed: everything');
  });

  test('one that selects the workload comes before it', () => {
    const selecting = sidecar(
      'workloadSelector: { labels: { app: cart } }, egress: [{ hosts: ["ops/*"] }]',
      'shop',
      'cart',
    );
    const texts = [sidecar(`egress: [${OWN}]`), selecting];
    expect(cart(texts, 'ops/probe:9090')).toBe('allowed: everything');
    expect(cart(texts, 'shop/web:8080')).toBe('refused by sidecar');
    expect(ask([...PODS, ...texts], CLOSED)('shop/web', 'ops/probe:9090')).toBe('refused by sidecar');
  });

  test('of the root namespace holds for namespaces that have none', () => {
    const root = sidecar('egress: [{ hosts: ["istio-system/*"] }]', 'istio-system');
    expect(cart([root], 'shop/web:8080')).toBe('refused by sidecar');
    expect(cart([root, sidecar(`egress: [${OWN}]`)], 'shop/web:8080')).toBe('allowed: everything');
  });

  test('without egress knows everything', () => {
    expect(cart([sidecar('outboundTrafficPolicy: { mode: REGISTRY_ONLY }')], 'ops/probe:9090')).toBe(
      'allowed: everything',
    );
  });

  test('of two at one level it is not known which', () => {
    const texts = [sidecar(`egress: [${OWN}]`), sidecar('egress: [{ hosts: ["*/*"] }]', 'shop', 'other')];
    expect(cart(texts, 'ops/probe:9090')).toBe('unknown');
    expect(why([...PODS, ...texts], CLOSED)('shop/cart', 'ops/probe:9090')).toBe(
      'it depends on which of Sidecar shop/default and Sidecar shop/other holds',
    );
  });

  test('the refusal names it', () => {
    expect(why([...PODS, sidecar(`egress: [${OWN}]`)], CLOSED)('shop/cart', 'ops/probe:9090')).toBe(
      'Sidecar shop/default spec.egress does not know probe.ops.svc.cluster.local, and REGISTRY_ONLY blocks what it does not know',
    );
  });
});

describe('hosts', () => {
  test.each([
    ['ops/probe.ops.svc.cluster.local', 'allowed: everything'],
    ['"*/probe.ops.svc.cluster.local"', 'allowed: everything'],
    ['"*/*"', 'allowed: everything'],
    ['"ops/*.ops.svc.cluster.local"', 'allowed: everything'],
    ['shop/probe.ops.svc.cluster.local', 'refused by sidecar'],
    ['"./*"', 'refused by sidecar'],
    ['"~/*"', 'refused by sidecar'],
    ['"*/*", "~ops/*"', 'refused by sidecar'],
  ])('%s', (hosts, outcome) => {
    expect(cart([sidecar(`egress: [{ hosts: [${hosts}] }]`)], 'ops/probe:9090')).toBe(outcome);
  });

  test('a listener with a port knows only that port', () => {
    const listener = (port: number) =>
      sidecar(`egress: [{ port: { number: ${port}, protocol: HTTP, name: http }, hosts: ["*/*"] }]`);
    expect(cart([listener(9090)], 'ops/probe:9090')).toBe('allowed: everything');
    expect(cart([listener(80)], 'ops/probe:9090')).toBe('refused by sidecar');
  });

  test('a VirtualService that is known makes its destinations known, under their own name as well', () => {
    const route = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ match: [{ uri: { exact: /probe } }], route: [{ destination: { host: probe.ops.svc.cluster.local } }] }] }`;
    const knowing = (host: string) => [sidecar(`egress: [{ hosts: [${host}] }]`), route];
    expect(cart(knowing('shop/web.shop.svc.cluster.local'), 'ops/probe:9090')).toBe('allowed: everything');
    expect(cart(knowing('shop/cart.shop.svc.cluster.local'), 'ops/probe:9090')).toBe('refused by sidecar');
  });

  test('exportTo hides a service', () => {
    const hidden = (target: string) => [
      namespace('shop'),
      namespace('ops'),
      workload('shop/cart'),
      workload('ops/probe', { port: 9090 }).replace(
        'kind: Service\nmetadata: {',
        `kind: Service\nmetadata: { annotations: { networking.istio.io/exportTo: "${target}" },`,
      ),
    ];
    const asked = (target: string) => ask(hidden(target), CLOSED)('shop/cart', 'ops/probe:9090');
    expect([asked('.'), asked('.,shop'), asked('*'), asked('~')]).toEqual([
      'refused by sidecar',
      'allowed: everything',
      'allowed: everything',
      'refused by sidecar',
    ]);
  });

  test('a port that no Service leads to is not known', () => {
    const bare = workload('ops/bare', { port: 7000 }).split('---')[0] ?? '';
    expect(cart([bare], 'ops/bare:7000')).toBe('refused by sidecar');
    expect(why([...PODS, bare], CLOSED)('shop/cart', 'ops/bare:7000')).toBe(
      'REGISTRY_ONLY blocks what the sidecar does not know: no Service leads to the port',
    );
  });

  test('another Service to the same pods is enough', () => {
    const alias = service(
      'alias',
      'ops',
      'selector: { app: probe }, ports: [{ name: http, port: 80, targetPort: 9090 }]',
    );
    expect(
      cart([sidecar('egress: [{ hosts: [ops/alias.ops.svc.cluster.local] }]'), alias], 'ops/probe:9090'),
    ).toBe('allowed: everything');
  });
});

describe('what happens to calls elsewhere', () => {
  const BLIND = 'egress: [{ hosts: ["~/*"] }]';

  test('ALLOW_ANY passes them through in the clear, which STRICT refuses', () => {
    expect(cart([sidecar(BLIND)], 'ops/probe:9090', ASSUMPTIONS)).toBe('allowed: everything');
    expect(cart([sidecar(BLIND), STRICT], 'ops/probe:9090', ASSUMPTIONS)).toBe('refused by mtls');
  });

  test('a policy of the Sidecar comes before that of the mesh; without mode it is REGISTRY_ONLY', () => {
    expect(
      cart(
        [sidecar(`${BLIND}, outboundTrafficPolicy: { mode: REGISTRY_ONLY }`)],
        'ops/probe:9090',
        ASSUMPTIONS,
      ),
    ).toBe('refused by sidecar');
    expect(cart([sidecar(`${BLIND}, outboundTrafficPolicy: {}`)], 'ops/probe:9090', ASSUMPTIONS)).toBe(
      'refused by sidecar',
    );
    expect(cart([sidecar(`${BLIND}, outboundTrafficPolicy: { mode: ALLOW_ANY }`)], 'ops/probe:9090')).toBe(
      'allowed: everything',
    );
  });

  test('a port that the caller keeps from its sidecar passes by', () => {
    const caller = workload('shop/cron', {
      annotations: 'traffic.sidecar.istio.io/excludeOutboundPorts: "9090"',
    });
    const to = ask([...PODS, caller, sidecar(BLIND)], CLOSED);
    expect(to('shop/cron', 'ops/probe:9090')).toBe('allowed: everything');
    expect(to('shop/cron', 'shop/web:8080')).toBe('refused by sidecar');
  });

  test('UDP passes by', () => {
    const media = workload('ops/media', { port: 7882, containerPort: 'protocol: UDP' });
    expect(cart([media, sidecar(BLIND)], 'ops/media:7882/UDP')).toBe('allowed: everything');
  });

  test('whoever has no sidecar is not bound by it', () => {
    const bare = workload('shop/bare', { labels: 'sidecar.istio.io/inject: "false"' });
    expect(ask([...PODS, bare, sidecar(BLIND)], CLOSED)('shop/bare', 'ops/probe:9090')).toBe(
      'allowed: everything',
    );
  });

  test('a stronger refusal is named first', () => {
    const deny =
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: deny, namespace: ops }\nspec: {}';
    expect(cart([sidecar(BLIND), deny], 'ops/probe:9090')).toBe('refused by authorization');
  });
});

test('listeners of its own are not modelled', () => {
  const own = sidecar(
    'workloadSelector: { labels: { app: web } }, ingress: [{ port: { number: 8080, protocol: HTTP, name: http }, defaultEndpoint: 127.0.0.1:9000 }]',
  );
  expect(cart([own], 'shop/web:8080')).toBe('unknown');
});
