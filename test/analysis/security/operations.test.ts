import { describe, expect, it } from 'vitest';
import { found, security, workload } from './sets.js';

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

describe('the port of a Service, on which no pod listens', () => {
  const trap = (path: string) => [
    `error authorization-policy-port-of-pod: 80 is the port of the Service cart, whose pods listen on 8080${path}`,
  ];
  const policy = (rule: string) =>
    security('AuthorizationPolicy', `{selector: {matchLabels: {app: cart}}, rules: [${rule}]}`);

  it('is found in operations and in conditions', () => {
    expect(found(workload('cart'), policy("{to: [{operation: {ports: ['80', '9000']}}]}"))).toEqual(trap(''));
    expect(found(workload('cart'), policy("{to: [{operation: {notPorts: ['80']}}]}"))).toEqual(trap(''));
    expect(found(workload('cart'), policy("{when: [{key: destination.port, values: ['80']}]}"))).toEqual(
      trap(''),
    );
    expect(found(workload('cart'), policy("{to: [{operation: {ports: ['8080', '15020']}}]}"))).toEqual([]);
  });

  it('is right where pods of another kind may listen on it', () => {
    const rollout = `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: cart-2, namespace: shop}, spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: 'example/cart:1'}]}}}}`;
    expect(found(workload('cart'), rollout, policy("{to: [{operation: {ports: ['80']}}]}"))).toEqual([]);
  });
});
