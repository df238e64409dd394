import { describe, expect, it } from 'vitest';
import { analyzeText } from './fixtures.js';
import {
  found,
  namespace,
  service,
  istio,
  telemetry,
  meshConfig,
  gateway,
  http,
  edge,
  toCart,
} from './short-manifests.js';

describe('Telemetries that hold for nobody', () => {
  const logs = '{accessLogging: [{filter: {expression: response.code >= 500}}]}';
  const named = '{accessLogging: [{providers: [{name: envoy}]}]}';

  it('a provider of a wider Telemetry holds on', () => {
    const all = [meshConfig('accessLogFile: ""'), service('cart'), telemetry('errors', logs)];
    expect(found(...all)).toEqual(['error telemetry-log-provider-given']);
    expect(found(...all, telemetry('mesh', named, 'istio-system'))).toEqual([]);
  });

  it('nothing is known of the provider without the MeshConfig', () => {
    expect(found(service('cart'), telemetry('errors', logs))).toEqual([]);
  });

  it('a default provider is one', () => {
    const config = meshConfig('defaultProviders: {accessLogging: [envoy]}');
    expect(found(config, service('cart'), telemetry('errors', logs))).toEqual([]);
  });

  it('one in the root namespace that selects a gateway there holds', () => {
    const spec =
      '{selector: {matchLabels: {istio: ingressgateway}}, tracing: [{randomSamplingPercentage: 1}]}';
    expect(found(service('cart'), telemetry('gateway', spec, 'istio-system'))).toEqual([]);
  });

  it('one of pods without a proxy does not', () => {
    const spec = `{selector: {matchLabels: {app: cart}}, ${named.slice(1)}`;
    expect(found(namespace('shop', 'disabled'), service('cart'), telemetry('cart', spec))).toEqual([
      'error telemetry-pods-have-proxy',
    ]);
  });

  it('nothing is known of a namespace that the set does not make', () => {
    expect(found(service('cart'), telemetry('cart', named))).toEqual([]);
  });
});

describe('settings of requests on ports of bytes', () => {
  const pool = (field: string) =>
    istio('DestinationRule', 'db', `{host: db, trafficPolicy: {connectionPool: {http: {${field}}}}}`);

  it.each(['http2MaxRequests: 5', 'maxRequestsPerConnection: 5', 'maxRetries: 5', 'useClientProtocol: true'])(
    '%s has no effect',
    (field) => {
      expect(found(service('db', 'shop', 'tcp'), pool(field))).toEqual([
        'error destination-rule-http-on-tcp',
      ]);
    },
  );

  it.each(['http1MaxPendingRequests: 5', 'idleTimeout: 5s'])('%s holds for connections', (field) => {
    expect(found(service('db', 'shop', 'tcp'), pool(field))).toEqual([]);
  });

  it('a port whose protocol is detected may carry requests', () => {
    expect(found(namespace('shop', 'disabled'), service('db', 'shop', 'web'), pool('maxRetries: 5'))).toEqual(
      [],
    );
  });

  it('a gateway that reads requests sends requests', () => {
    const route = edge('a.example.com', '{route: [{destination: {host: db}}]}');
    expect(found(service('db', 'shop', 'tcp'), gateway('edge', http), route, pool('maxRetries: 5'))).toEqual(
      [],
    );
  });

  it('one finding has the other fields as related', () => {
    const text = [service('db', 'shop', 'tcp'), pool('maxRetries: 5, http2MaxRequests: 6')].join('\n---\n');
    expect(analyzeText(text).findings.map(({ related }) => related.length)).toEqual([2]);
  });
});

describe('routes of sidecars for ports of another kind', () => {
  const two = `{apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop},
    spec: {selector: {app: db}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp, port: 8080}]}}`;
  const routed = (match: string) =>
    istio(
      'VirtualService',
      'db',
      `{hosts: [db], http: [{${match} route: [{destination: {host: db, port: {number: 80}}}]}]}`,
    );
  const set = [service('db').split('---')[1] ?? '', two];

  it('a match of the TCP port among others', () => {
    expect(found(...set, routed('match: [{port: 8080}],'))).toEqual(['error virtual-service-http-on-tcp']);
  });

  it.each(['', 'match: [{port: 80}],', 'match: [{port: 8080}, {port: 80}],'])('not with "%s"', (match) => {
    expect(found(...set, routed(match))).toEqual([]);
  });

  it('another name has the ports of what it names', () => {
    const alias = `{apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop},
      spec: {type: ExternalName, externalName: db.example.net, ports: [{name: tcp, port: 80}]}}`;
    expect(found(alias, routed(''))).toEqual([]);
  });
});

describe('ServiceEntries of one host', () => {
  const entry = (name: string, home: string, more: string) =>
    istio(
      'ServiceEntry',
      name,
      `{hosts: [api.example.net], ports: [{name: tls, number: 443, protocol: TLS}], ${more}}`,
      home,
    );
  const set = [service('cart'), service('orders', 'orders')];

  it('join their endpoints in one namespace', () => {
    const at = (address: string) => `resolution: STATIC, endpoints: [{address: ${address}}]`;
    expect(found(...set, entry('a', 'shop', at('192.0.2.1')), entry('b', 'shop', at('192.0.2.2')))).toEqual(
      [],
    );
  });

  it('have one resolution there', () => {
    const fixed = 'resolution: STATIC, endpoints: [{address: 192.0.2.1}]';
    expect(found(...set, entry('a', 'shop', fixed), entry('b', 'shop', 'resolution: DNS'))).toEqual([
      'warning service-entry-host-once',
    ]);
  });

  it('may say the same in two namespaces', () => {
    expect(
      found(...set, entry('a', 'shop', 'resolution: DNS'), entry('b', 'orders', 'resolution: DNS')),
    ).toEqual([]);
  });

  it('do not meet where each has its own', () => {
    const other = 'resolution: DNS, endpoints: [{address: eu.example.net}], exportTo: [.]';
    expect(found(...set, entry('a', 'shop', 'resolution: DNS'), entry('b', 'orders', other))).toEqual([]);
  });
});

describe('DestinationRules that apply', () => {
  const rule = (home: string, more = '') =>
    istio(
      'DestinationRule',
      'cart',
      `{host: cart.shop.svc.cluster.local, ${more} trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}`,
      home,
    );
  const set = [namespace('shop'), namespace('orders'), service('cart'), service('orders', 'orders')];

  it.each(['shop', 'orders', 'istio-system'])('to clients, from namespace %s', (home) => {
    expect(found(...set, rule(home))).toEqual([]);
  });

  it('perhaps, from a namespace that the set makes and leaves empty', () => {
    expect(found(...set, namespace('policies'), rule('policies'))).toEqual([
      'warning destination-rule-applies',
    ]);
  });

  it('to nobody, if its namespace has no proxies', () => {
    expect(found(...set, namespace('legacy', 'disabled'), service('old', 'legacy'), rule('legacy'))).toEqual([
      'error destination-rule-applies',
    ]);
  });

  it('perhaps to clients that the set does not have', () => {
    expect(found(...set, rule('shop', 'exportTo: [orders, partner],'), rule('orders'))).not.toContain(
      'error destination-rule-applies',
    );
  });

  it('to nobody, if the only clients that see it have one of their own', () => {
    const both = [rule('shop', 'exportTo: [orders],'), rule('orders')];
    expect(found(...set, ...both)).toEqual(['error destination-rule-applies']);
  });
});

describe('calls to hosts that are not known', () => {
  const sidecar = istio(
    'Sidecar',
    'default',
    '{outboundTrafficPolicy: {mode: REGISTRY_ONLY}, egress: [{hosts: [./*]}]}',
  );
  const calling = (name: string, url: string) =>
    [namespace('shop'), service('cart', 'shop', 'http', `{name: ${name}, value: '${url}'}`)].join('\n---\n');

  it.each(['PUBLIC_URL', 'CORS_ORIGINS', 'OIDC_ISSUER', 'REDIRECT_URL'])('%s is not called', (name) => {
    expect(found(calling(name, 'https://www.example.net'), sidecar)).toEqual([]);
  });

  it('is called, and refused', () => {
    expect(found(calling('MAIL_API', 'https://mail.example.net'), sidecar)).toEqual([
      'warning address-host-registered',
    ]);
  });

  it('is called, and let out by default', () => {
    expect(found(calling('MAIL_API', 'https://mail.example.net'))).toEqual([]);
  });

  it('is a host of the gateway', () => {
    const route = edge('mail.example.net', toCart);
    const server = '{hosts: [mail.example.net], port: {name: http, number: 80, protocol: HTTP}}';
    expect(
      found(calling('MAIL_API', 'http://mail.example.net'), sidecar, gateway('edge', server), route),
    ).toEqual([]);
  });

  it('is of a ServiceEntry with a wildcard', () => {
    const entry = istio(
      'ServiceEntry',
      'net',
      "{hosts: ['*.example.net'], resolution: NONE, ports: [{name: tls, number: 443, protocol: TLS}]}",
    );
    expect(found(calling('MAIL_API', 'https://mail.example.net'), sidecar, entry)).toEqual([]);
  });
});

describe('EnvoyFilters', () => {
  const filter = (name: string, operation: string, applyTo: string, spec = '') =>
    `{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: ${name}, namespace: shop},
      spec: {${spec} configPatches: [{applyTo: ${applyTo}, patch: {operation: ${operation}, value: {name: ${name}}}}]}}`;

  it.each([
    ['ADD', 'HTTP_ROUTE'],
    ['REMOVE', 'HTTP_ROUTE'],
    ['REPLACE', 'LISTENER_FILTER'],
    ['REPLACE', 'VIRTUAL_HOST'],
    ['INSERT_FIRST', 'HTTP_FILTER'],
    ['MERGE', 'CLUSTER'],
  ])('%s is done to a %s', (operation, applyTo) => {
    expect(found(service('cart'), filter('x', operation, applyTo))).toEqual([]);
  });

  it.each([
    ['ADD', 'ROUTE_CONFIGURATION'],
    ['REPLACE', 'HTTP_ROUTE'],
    ['INSERT_BEFORE', 'CLUSTER'],
    ['INSERT_FIRST', 'VIRTUAL_HOST'],
    ['MERGE', 'EXTENSION_CONFIG'],
  ])('%s does nothing to a %s', (operation, applyTo) => {
    expect(found(service('cart'), filter('x', operation, applyTo))).toEqual(['error envoy-filter-operation']);
  });
});

describe('fields that are deprecated', () => {
  const balanced = (policy: string) =>
    istio('DestinationRule', 'cart', `{host: cart, trafficPolicy: ${policy}}`);

  it.each([
    '{loadBalancer: {simple: LEAST_CONN}}',
    '{portLevelSettings: [{port: {number: 8080}, loadBalancer: {simple: LEAST_CONN}}]}',
    '{loadBalancer: {simple: ROUND_ROBIN, warmupDurationSecs: 10s}}',
  ])('%s', (policy) => {
    expect(found(service('cart'), balanced(policy))).toEqual(['info field-deprecated']);
  });

  it('a proxy for what a Sidecar does not know', () => {
    const outbound =
      '{outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: cart.shop.svc.cluster.local, port: {number: 8080}}}}';
    expect(found(service('cart'), istio('Sidecar', 'default', outbound))).toEqual(['info field-deprecated']);
  });
});
