import { describe, expect, it } from 'vitest';
import { analyzeText } from './fixtures.js';

const found = (...objects: readonly string[]) =>
  analyzeText([NAMESPACES, ...objects].join('\n---\n')).findings.map(
    ({ rule, severity, message }) => `${severity} ${rule}: ${message}`,
  );

const NAMESPACES = `
{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: old}}`;

const workload = (name: string, namespace = 'shop', annotations = '{}') => `
{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}},
 spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp-feed, port: 9000}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}, annotations: ${annotations}}
    spec: {containers: [{name: ${name}, image: 'example/${name}:1', ports: [{containerPort: 8080}, {containerPort: 9000}]}]}`;

const security = (kind: string, spec: string, name = 'cart', namespace = 'shop') =>
  `{apiVersion: security.istio.io/v1, kind: ${kind}, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}`;

const rule = (host: string, policy: string, namespace = 'shop') =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: rule, namespace: ${namespace}}, spec: {host: '${host}', trafficPolicy: ${policy}}}`;

const STRICT = security('PeerAuthentication', '{mtls: {mode: STRICT}}', 'default');
const PLAIN = security('PeerAuthentication', '{mtls: {mode: DISABLE}}', 'default');

describe('TLS of clients and of pods', () => {
  const tls = (mode: string) => `{tls: {mode: ${mode}}}`;
  const refused = (message: string) => [`error destination-rule-tls-accepted: ${message}`];

  it.each(['cart', '*.shop.svc.cluster.local', '*.local'])(
    'plaintext for %s, which takes mutual TLS only',
    (host) => {
      expect(found(workload('cart'), STRICT, rule(host, tls('DISABLE')))).toEqual(
        refused('sends plaintext to port 8080 of shop/cart, which takes mutual TLS only'),
      );
    },
  );

  it('mutual TLS for what takes plaintext only', () => {
    expect(found(workload('cart'), PLAIN, rule('cart', tls('ISTIO_MUTUAL')))).toEqual(
      refused('sends mutual TLS to port 8080 of shop/cart, which takes plaintext only'),
    );
  });

  it('mutual TLS for a pod without sidecar: a warning where nobody has to call it', () => {
    expect(
      found(workload('cart', 'old'), rule('cart.old.svc.cluster.local', tls('ISTIO_MUTUAL'), 'old')),
    ).toEqual(refused('sends mutual TLS to port 8080 of old/cart, which has no sidecar before it'));
    expect(found(workload('cart', 'old'), rule('*.local', tls('ISTIO_MUTUAL'), 'istio-system'))).toEqual([
      'warning destination-rule-tls-accepted: sends mutual TLS to port 8080 of old/cart, which has no sidecar before it',
    ]);
  });

  it('a port that the sidecar does not stand before', () => {
    const around = workload('cart', 'shop', "{traffic.sidecar.istio.io/excludeInboundPorts: '9000'}");
    const policy = (mode: string) => `{portLevelSettings: [{port: {number: 9000}, tls: {mode: ${mode}}}]}`;
    expect(found(around, STRICT, rule('cart', policy('DISABLE')))).toEqual([]);
    expect(found(around, STRICT, rule('cart', policy('ISTIO_MUTUAL')))).toEqual(
      refused('sends mutual TLS to port 9000 of shop/cart, which has no sidecar before it'),
    );
  });

  it('the settings of ports of both sides', () => {
    const exception = security(
      'PeerAuthentication',
      '{selector: {matchLabels: {app: cart}}, portLevelMtls: {8080: {mode: DISABLE}}}',
    );
    const plainAtPort = '{portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]}';
    expect(found(workload('cart'), STRICT, exception, rule('cart', plainAtPort))).toEqual([]);
    expect(found(workload('cart'), STRICT, exception, rule('cart', tls('DISABLE')))).toEqual(
      refused('sends plaintext to port 9000 of shop/cart, which takes mutual TLS only'),
    );
  });

  it('a rule that another one comes before is not used', () => {
    const wide = rule('*.local', tls('DISABLE'), 'istio-system');
    expect(found(workload('cart'), STRICT, wide, rule('cart', tls('ISTIO_MUTUAL')))).toEqual([]);
  });

  it('plaintext where both are possible costs the identity, and where no other is wanted nothing', () => {
    expect(found(workload('cart'), rule('cart', tls('DISABLE')))).toEqual([
      'warning destination-rule-overrides-mtls: sends plaintext to shop/cart, whose sidecar takes mutual TLS',
    ]);
    expect(found(workload('cart'), PLAIN, rule('cart', tls('DISABLE')))).toEqual([]);
  });
});

describe('identities of callers', () => {
  const policy = (rule: string) =>
    security('AuthorizationPolicy', `{selector: {matchLabels: {app: cart}}, action: DENY, rules: [${rule}]}`);
  const from = '{from: [{source: {notNamespaces: [shop]}}]';
  const unknown = (port: number, whom: string) => [
    `error authorization-policy-identity-known: matches ${whom} at port ${port} of shop/cart, which takes plaintext only`,
  ];

  it('match nobody, and their negation everybody, without mutual TLS', () => {
    expect(found(workload('cart'), PLAIN, policy(`${from}}`))).toEqual(unknown(8080, 'everybody'));
    expect(
      found(workload('cart'), PLAIN, policy('{when: [{key: source.namespace, values: [shop]}]}')),
    ).toEqual(unknown(8080, 'nobody'));
    expect(found(workload('cart'), policy(`${from}}`))).toEqual([]);
  });

  it('of a port that takes plaintext only, if the rule names it or holds for no other', () => {
    const exception = security(
      'PeerAuthentication',
      '{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}, portLevelMtls: {9000: {mode: DISABLE}}}',
    );
    const at = (ports: string) => policy(`${from}, to: [{operation: {ports: ${ports}}}]}`);
    expect(found(workload('cart'), exception, policy(`${from}}`))).toEqual([]);
    expect(found(workload('cart'), exception, at("['8080']"))).toEqual([]);
    expect(found(workload('cart'), exception, at("['8080', '9000']"))).toEqual(unknown(9000, 'everybody'));
  });
});

describe('methods and paths that no request has', () => {
  const operation = (fields: string) =>
    found(security('AuthorizationPolicy', `{rules: [{to: [{operation: ${fields}}]}]}`));

  it.each([
    [
      'get',
      'error authorization-policy-method-known: requests have GET, and methods are compared letter by letter',
    ],
    [
      'de*',
      'error authorization-policy-method-known: requests have DE*, and methods are compared letter by letter',
    ],
    ['DELTE', 'warning authorization-policy-method-known: no request has the method DELTE'],
    [
      '/shop.Cart/Add',
      'error authorization-policy-method-known: /shop.Cart/Add is no method: calls of gRPC are POST, and their names are paths',
    ],
  ])('%s', (method, message) => {
    expect(operation(`{methods: ['${method}']}`)).toEqual([message]);
    expect(operation(`{notMethods: ['${method}']}`)).toEqual([message]);
  });

  it.each(['GET', 'PURGE', 'SUBSCRIBE', '*', 'PROP*', '*T'])('%s may be one', (method) => {
    expect(operation(`{methods: ['${method}']}`)).toEqual([]);
  });

  it.each([
    ['api', 'paths start with `/`'],
    ['api/*', 'paths start with `/`'],
    ['https://example.com/api', 'paths have no host in front'],
    ['/api/*/orders', 'a `*` that is not at its end stands for itself'],
    ['*/orders/*', 'of one that starts with `*` any other stands for itself'],
    ['/api?debug=1', 'paths are compared without what follows `?`'],
    ['/api/[0-9]*', 'paths are no regular expressions, and none has "["'],
    ['/api/.+', 'paths are no regular expressions, and none has ".+"'],
  ])('%s', (path, why) => {
    expect(operation(`{paths: ['${path}']}`)).toEqual([
      `error authorization-policy-path-matches: no request has the path ${path}: ${why}`,
    ]);
  });

  it.each([
    '/',
    '*',
    '/api/*',
    '*.png',
    '*/orders',
    '/$metadata',
    '/.well-known/*',
    '/api/{*}/orders',
    '/{**}',
  ])('%s may be one', (path) => {
    expect(operation(`{paths: ['${path}']}`)).toEqual([]);
  });

  it('/api/.* is a prefix, which a DENY may mean', () => {
    expect(operation("{paths: ['/api/.*']}")).toEqual([
      'warning authorization-policy-path-matches: matches only paths that start with /api/.: paths are no regular expressions',
    ]);
    expect(
      found(
        security('AuthorizationPolicy', "{action: DENY, rules: [{to: [{operation: {paths: ['/.*']}}]}]}"),
      ),
    ).toEqual([]);
  });
});

describe('hosts of operations', () => {
  const hosts = (host: string, ...others: readonly string[]) =>
    found(
      workload('cart'),
      security('AuthorizationPolicy', `{rules: [{to: [{operation: {hosts: ['${host}']}}]}]}`),
      ...others,
    );
  const route = (host: string, http: string) =>
    `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: cart, namespace: shop}, spec: {hosts: [${host}], http: [${http}]}}`;

  it.each([
    ['carts', 'no Service of namespace shop has the host carts, and no route or gateway'],
    ['carts.shop', 'no Service of namespace shop has the host carts.shop, and no route or gateway'],
    [
      'carts.shop.svc.cluster.local',
      'no Service of namespace shop has the host carts.shop.svc.cluster.local, and no route or gateway',
    ],
    ['cart:8080', 'no Service cart has port 8080'],
    ['http://cart', 'no request has the host http://cart: a host has no scheme and no path'],
    ['cart.*.svc', 'no request has the host cart.*.svc: `*` has a meaning at one end only'],
  ])('%s', (host, message) => {
    expect(hosts(host)).toEqual([`error authorization-policy-host-exists: ${message}`]);
  });

  it.each([
    'cart',
    'CART',
    'cart.shop',
    'cart:9000',
    'cart.shop.svc.cluster.local',
    'cart.far',
    'example.com',
  ])('%s may be one', (host) => {
    expect(hosts(host)).toEqual([]);
  });

  it('that a route gives', () => {
    const rewritten = '{rewrite: {authority: basket}, route: [{destination: {host: cart}}]}';
    expect(hosts('basket', route('cart', rewritten))).toEqual([]);
    expect(hosts('basket', route('cart', '{route: [{destination: {host: cart}}]}'))).toEqual([
      'error authorization-policy-host-exists: no Service of namespace shop has the host basket, and no route or gateway',
    ]);
  });
});

describe('what is in a token', () => {
  const policy = (rule: string, more = '') =>
    security('AuthorizationPolicy', `{selector: {matchLabels: {app: cart}}, ${more} rules: [${rule}]}`);
  const from = (principal: string) => policy(`{from: [{source: {requestPrincipals: ['${principal}']}}]}`);
  const takes = (issuer: string, selector = '') =>
    security(
      'RequestAuthentication',
      `{${selector} jwtRules: [{${issuer} jwksUri: 'https://id.example.com/keys'}]}`,
    );
  const ID = "issuer: 'https://id.example.com',";

  it('counts where the same proxy checks it', () => {
    const negated = policy(
      "{from: [{source: {notRequestPrincipals: ['*']}}], to: [{operation: {ports: ['8080']}}]}",
      'action: DENY,',
    );
    const claim = policy("{when: [{key: 'request.auth.claims[group]', values: [a]}]}");
    const unchecked = (whom: string) => [
      `error authorization-policy-token-checked: matches ${whom} request: no RequestAuthentication holds for shop/cart`,
    ];
    expect(found(workload('cart'), negated)).toEqual(unchecked('every'));
    expect(found(workload('cart'), claim)).toEqual(unchecked('no'));
    expect(found(workload('cart'), claim, takes(ID))).toEqual([]);
    expect(
      found(workload('cart'), workload('web'), claim, takes(ID, 'selector: {matchLabels: {app: web}},')),
    ).toEqual(expect.arrayContaining(unchecked('no')));
  });

  it('is checked by what a filter of Envoy adds, as far as anybody knows', () => {
    const filter = `{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: jwt, namespace: shop}, spec: {configPatches: []}}`;
    expect(found(workload('cart'), from('*'), filter)).toEqual([]);
  });

  it('is that of an issuer whose tokens are taken', () => {
    const foreign = (issuer: string) => [
      `error authorization-policy-issuer-checked: tokens of ${issuer} are not taken, but those of https://id.example.com`,
    ];
    expect(found(workload('cart'), takes(ID), from('https://other.example.com/*'))).toEqual(
      foreign('https://other.example.com'),
    );
    expect(found(workload('cart'), takes(ID), from('https://id.example.com//alice'))).toEqual(
      foreign('https://id.example.com/'),
    );
    expect(found(workload('cart'), takes(ID), from('alice'))).toEqual(foreign('alice'));
    for (const principal of [
      '*',
      'https://id.example.com/*',
      'https://id.example.com/al*',
      '*/alice',
      '*.com/alice',
    ])
      expect(found(workload('cart'), takes(ID), from(principal))).toEqual([]);
    expect(found(workload('cart'), takes(''), from('https://other.example.com/*'))).toEqual([]);
  });
});
