import { describe, expect, test } from 'vitest';
import { gateway, HTTPS, internet, PODS, route, STRICT, TO_WEB, WWW } from './edge.js';
import { ask, GATEWAY, why } from './set.js';

describe('through a gateway', () => {
  test('nothing is routed by itself', () => {
    expect(internet([])).toBe('refused by no-listener');
    expect(internet([gateway(HTTPS)])).toBe('refused by no-listener');
  });

  test('what a bound VirtualService routes', () => {
    const texts = [
      gateway(HTTPS),
      route(
        `${WWW}, http: [{ match: [{ uri: { prefix: /api/ }, method: { exact: GET } }, { uri: { exact: /health } }], ${TO_WEB} }]`,
      ),
    ];
    expect(internet(texts)).toBe('allowed: GET on /api/*; every method on /health');
    expect(internet(texts, 'shop/api:8080')).toBe('refused by no-listener');
  });

  test('the first route that matches takes the request', () => {
    const texts = [
      gateway(HTTPS),
      route(
        `${WWW}, http: [{ match: [{ uri: { prefix: /api/ } }], route: [{ destination: { host: api, port: { number: 8080 } } }] }, { match: [{ uri: { exact: /old } }], redirect: { uri: / } }, { ${TO_WEB} }]`,
      ),
    ];
    expect(internet(texts, 'shop/api:8080')).toBe('allowed: every method on /api/*');
    expect(internet(texts)).toBe(
      'allowed: every method on every path except every method on /api/*; every method on /old',
    );
  });

  test('a condition on headers leaves the rest to later routes', () => {
    const texts = [
      gateway(HTTPS),
      route(
        `${WWW}, http: [{ match: [{ headers: { x-beta: { exact: "1" } } }], route: [{ destination: { host: api, port: { number: 8080 } } }] }, { ${TO_WEB} }]`,
      ),
    ];
    expect([internet(texts), internet(texts, 'shop/api:8080')]).toEqual([
      'allowed: everything',
      'allowed: everything',
    ]);
  });

  test('what the policies of the callee allow the gateway', () => {
    const policy = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec:
  rules:
  - from: [{ source: { principals: [cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account] } }]
    to: [{ operation: { methods: [GET], paths: ["/api/*", /health] } }]`;
    const texts = [
      gateway(HTTPS),
      policy,
      route(`${WWW}, http: [{ match: [{ uri: { prefix: /api/v1/ } }], ${TO_WEB} }]`),
    ];
    expect(internet(texts)).toBe('allowed: GET on /api/v1/*');
    expect(ask([...PODS, STRICT, ...texts])(GATEWAY, 'shop/web:8080')).toBe(
      'allowed: GET on /api/*; GET on /health',
    );
  });

  test('a refusal of the callee is the refusal', () => {
    const deny =
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: deny, namespace: shop }\nspec: {}';
    const texts = [gateway(HTTPS), route(`${WWW}, http: [{ ${TO_WEB} }]`), deny];
    expect(internet(texts)).toBe('refused by authorization');
  });

  test('policies of the root namespace hold at the gateway too', () => {
    const deny =
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: deny, namespace: istio-system }\nspec: {}';
    const allow =
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: web, namespace: shop }\nspec: { rules: [{}] }';
    const texts = [gateway(HTTPS), route(`${WWW}, http: [{ ${TO_WEB} }]`), deny, allow];
    expect(internet(texts)).toBe('refused by authorization');
  });

  test('a copy of a request is a request; a destination of weight 0 gets none', () => {
    const mirrored = route(`${WWW}, http: [{ ${TO_WEB}, mirror: { host: api, port: { number: 8080 } } }]`);
    expect(internet([gateway(HTTPS), mirrored], 'shop/api:8080')).toBe('allowed: everything');
    const weighted = route(
      `${WWW}, http: [{ route: [{ destination: { host: web }, weight: 100 }, { destination: { host: api }, weight: 0 }] }]`,
    );
    expect(internet([gateway(HTTPS), weighted])).toBe('allowed: everything');
    expect(internet([gateway(HTTPS), weighted], 'shop/api:8080')).toBe('refused by no-listener');
  });

  test.each([
    [
      'another gateway',
      gateway(HTTPS),
      route(`hosts: [www.acme.io], gateways: [other], http: [{ ${TO_WEB} }]`),
    ],
    ['only sidecars', gateway(HTTPS), route(`hosts: [www.acme.io], http: [{ ${TO_WEB} }]`)],
    [
      'a host that no server has',
      gateway(HTTPS),
      route(`hosts: [api.acme.io], gateways: [edge], http: [{ ${TO_WEB} }]`),
    ],
    [
      'a match for another gateway',
      gateway(HTTPS),
      route(`${WWW}, http: [{ match: [{ gateways: [mesh] }], ${TO_WEB} }]`),
    ],
    [
      'a match for another port',
      gateway(HTTPS),
      route(`${WWW}, http: [{ match: [{ port: 80 }], ${TO_WEB} }]`),
    ],
    ['exported elsewhere', gateway(HTTPS), route(`${WWW}, exportTo: ["."], http: [{ ${TO_WEB} }]`)],
    ['no pods of a gateway', gateway(HTTPS, 'app: web'), route(`${WWW}, http: [{ ${TO_WEB} }]`)],
    [
      'a server that only redirects',
      gateway(
        '{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"], tls: { httpsRedirect: true } }',
      ),
      route(`${WWW}, http: [{ ${TO_WEB} }]`),
    ],
    [
      'a namespace that the server does not take',
      gateway(HTTPS.replace('www.acme.io', 'ops/www.acme.io')),
      route(`${WWW}, http: [{ ${TO_WEB} }]`),
    ],
    [
      'a port that the service does not have',
      gateway(HTTPS),
      route(`${WWW}, http: [{ route: [{ destination: { host: web, port: { number: 80 } } }] }]`),
    ],
  ])('not with %s', (_name, ...texts) => {
    expect(internet(texts)).toBe('refused by no-listener');
  });

  test.each([
    ['in full', 'hosts: [www.acme.io], gateways: [shop/edge]'],
    ['by a dot', 'hosts: [www.acme.io], gateways: [./edge]'],
    ['with a wildcard', 'hosts: ["*.acme.io"], gateways: [edge]'],
  ])('names %s', (_name, names) => {
    expect(internet([gateway(HTTPS), route(`${names}, http: [{ ${TO_WEB} }]`)])).toBe('allowed: everything');
  });

  test('connections by server name, and by port', () => {
    const store = 'route: [{ destination: { host: store, port: { number: 5432 } } }]';
    const passthrough = gateway(
      '{ port: { number: 443, name: tls, protocol: TLS }, hosts: [db.acme.io], tls: { mode: PASSTHROUGH } }',
    );
    expect(
      internet(
        [
          passthrough,
          route(
            `hosts: [db.acme.io], gateways: [edge], tls: [{ match: [{ sniHosts: [db.acme.io] }], ${store} }]`,
          ),
        ],
        'shop/store:5432',
      ),
    ).toBe('allowed: everything');
    const tcp = gateway('{ port: { number: 5432, name: tcp, protocol: TCP }, hosts: ["*"] }');
    expect(
      internet([tcp, route(`hosts: ["*"], gateways: [edge], tcp: [{ ${store} }]`)], 'shop/store:5432'),
    ).toBe('allowed: everything');
  });

  test('a connection goes by the first route', () => {
    const tcp = gateway('{ port: { number: 5432, name: tcp, protocol: TCP }, hosts: ["*"] }');
    const to = (host: string, port: number) =>
      `route: [{ destination: { host: ${host}, port: { number: ${port} } } }]`;
    const texts = (match: string) => [
      tcp,
      route(
        `hosts: ["*"], gateways: [edge], tcp: [{ ${match} ${to('store', 5432)} }, { ${to('web', 8080)} }]`,
      ),
    ];
    expect(internet(texts(''), 'shop/store:5432')).toBe('allowed: everything');
    expect(internet(texts(''))).toBe('refused by no-listener');
    const subnets = texts('match: [{ destinationSubnets: [10.0.0.0/8] }],');
    expect([internet(subnets, 'shop/store:5432'), internet(subnets)]).toEqual([
      'allowed: everything',
      'allowed: everything',
    ]);
    expect(internet(texts('match: [{ port: 80 }],'), 'shop/store:5432')).toBe('refused by no-listener');
  });

  test('NetworkPolicies of the gateway decide as well, if its own ports were known', () => {
    const policy = (ingress: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: edge, namespace: istio-system }
spec: { podSelector: { matchLabels: { istio: ingressgateway } }, ingress: [${ingress}] }`;
    const texts = [gateway(HTTPS), route(`${WWW}, http: [{ ${TO_WEB} }]`)];
    expect(internet([...texts, policy('{ ports: [{ port: 8443 }] }')])).toBe('unknown');
    expect(internet([...texts, policy('{}')])).toBe('allowed: everything');
  });

  test('what lets it through is told', () => {
    expect(
      why([...PODS, STRICT, gateway(HTTPS), route(`${WWW}, http: [{ ${TO_WEB} }]`)])(
        'internet',
        'shop/web:8080',
      ).split('\n')[0],
    ).toBe('VirtualService shop/web spec.http[0] routes to it at Gateway shop/edge');
  });
});

describe('what is not modelled', () => {
  test.each([
    ['regular expressions', `http: [{ match: [{ uri: { regex: "/a+" } }], ${TO_WEB} }]`],
    ['paths in any case', `http: [{ match: [{ uri: { prefix: /a/ }, ignoreUriCase: true }], ${TO_WEB} }]`],
    ['rewritten paths', `http: [{ match: [{ uri: { prefix: /a/ } }], rewrite: { uri: / }, ${TO_WEB} }]`],
    [
      'whatever follows a regular expression',
      `http: [{ match: [{ uri: { regex: "/a+" } }], redirect: { uri: / } }, { ${TO_WEB} }]`,
    ],
  ])('%s', (_name, routes) => {
    expect(internet([gateway(HTTPS), route(`${WWW}, ${routes}`)])).toBe('unknown');
  });

  test('an Ingress, a Gateway API route and AUTO_PASSTHROUGH', () => {
    const ingress =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: shop }\nspec: { rules: [{ http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 8080 } } } }] } }] }';
    const http =
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: web, namespace: shop }\nspec: { rules: [{ backendRefs: [{ name: web, port: 8080 }] }] }';
    const auto = gateway(
      '{ port: { number: 15443, name: tls, protocol: TLS }, hosts: ["*.local"], tls: { mode: AUTO_PASSTHROUGH } }',
    );
    expect([internet([ingress]), internet([ingress], 'shop/api:8080')]).toEqual([
      'unknown',
      'refused by no-listener',
    ]);
    expect(internet([http])).toBe('unknown');
    expect(internet([auto])).toBe('unknown');
  });
});
