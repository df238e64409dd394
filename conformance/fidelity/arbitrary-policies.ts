import fc from 'fast-check';
import type { JsonObject } from '../../src/model/json.js';
import type { Manifest } from '../../src/model/manifest.js';
import { clean, namespace, rare } from './arbitrary-routes.js';
import { ISSUERS, METHODS, PATHS, PRINCIPALS } from './pools.js';

const anywhere = fc.constantFrom('a', 'a', 'b', 'istio-system');
const selector = rare(
  fc.constantFrom({ app: 'api' }, { app: 'web' }, { version: 'v2' }, { istio: 'ingressgateway' }),
  2,
);

function security(kind: string, ns: string, name: string, spec: JsonObject): Manifest {
  return { apiVersion: 'security.istio.io/v1', kind, metadata: { namespace: ns, name }, spec };
}

const some = <T>(...values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });

const pathValues = some(...PATHS, '/api/*', '*/v1', '*', '/api/{*}', '/api/{**}', '/api/{*}/users/{*}');

const source = fc
  .record({
    principals: rare(some(...PRINCIPALS), 2),
    notPrincipals: rare(some(...PRINCIPALS), 8),
    namespaces: rare(some('a', 'b', 'istio-*', '*'), 4),
    notNamespaces: rare(some('a', 'b'), 8),
    requestPrincipals: rare(some('*', `${ISSUERS[0]}/alice`, `${ISSUERS[0]}/*`, '*/alice'), 4),
    notRequestPrincipals: rare(some('*', `${ISSUERS[0]}/alice`), 10),
    remoteIpBlocks: rare(some('203.0.113.0/24', '198.51.100.7'), 8),
  })
  .map(clean)
  .filter((fields) => Object.keys(fields).length > 0);

const operation = fc
  .record({
    methods: rare(some(...METHODS, 'G*', '*'), 2),
    notMethods: rare(some(...METHODS), 8),
    paths: rare(pathValues, 2),
    notPaths: rare(pathValues, 8),
    hosts: rare(some('app.example.com', '*.example.com', 'API', 'api', 'api.b*', '*'), 5),
    notHosts: rare(some('app.example.com', 'api'), 10),
    ports: rare(some('8080', '9000', '80', '8443'), 5),
    notPorts: rare(some('8080', '9000'), 8),
  })
  .map(clean)
  .filter((fields) => Object.keys(fields).length > 0);

const condition = fc.oneof(
  some('alice', 'al*', '*', '*in').map((values) => ({ key: 'request.headers[x-user]', values })),
  some('alice', 'bob').map((notValues) => ({ key: 'request.headers[X-User]', notValues })),
  some('admin', 'a*').map((values) => ({ key: 'request.auth.claims[groups]', values })),
  some('deep').map((values) => ({ key: 'request.auth.claims[nested][key]', values })),
  some('read', 'write').map((values) => ({ key: 'request.auth.claims[scope]', values })),
  some('shop', 'other').map((values) => ({ key: 'request.auth.audiences', values })),
  some('a', 'b').map((values) => ({ key: 'source.namespace', values })),
  some(...PRINCIPALS).map((notValues) => ({ key: 'source.principal', notValues })),
  some('8080').map((values) => ({ key: 'destination.port', values })),
);

const rule = fc
  .record({
    from: rare(
      fc.array(source, { minLength: 1, maxLength: 2 }).map((list) => list.map((one) => ({ source: one }))),
      2,
    ),
    to: rare(
      fc
        .array(operation, { minLength: 1, maxLength: 2 })
        .map((list) => list.map((one) => ({ operation: one }))),
      2,
    ),
    when: rare(fc.array(condition, { minLength: 1, maxLength: 2 }), 4),
  })
  .map(clean);

export const authorizationPolicy: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    name: fc.constantFrom('p', 'q', 'r'),
    selector,
    action: fc.constantFrom('ALLOW', 'ALLOW', 'DENY', undefined),
    rules: fc.array(rule, { maxLength: 2 }),
  })
  .map(({ ns, name, selector: labels, action, rules }) =>
    security(
      'AuthorizationPolicy',
      ns,
      name,
      clean({ selector: labels === undefined ? undefined : { matchLabels: labels }, action, rules }),
    ),
  );

export const peerAuthentication: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    selector: rare(fc.constantFrom({ app: 'api' }, { app: 'web' }), 2),
    mode: fc.constantFrom('STRICT', 'STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET'),
    port: rare(
      fc.constantFrom(
        { 8080: { mode: 'DISABLE' } },
        { 9000: { mode: 'STRICT' } },
        { 8080: { mode: 'PERMISSIVE' } },
      ),
      2,
    ),
  })
  .map(({ ns, selector: labels, mode, port }) =>
    security(
      'PeerAuthentication',
      ns,
      labels === undefined ? 'default' : `of-${labels.app}`,
      clean({
        selector: labels === undefined ? undefined : { matchLabels: labels },
        mtls: { mode },
        portLevelMtls: labels === undefined ? undefined : port,
      }),
    ),
  );

export const requestAuthentication: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    selector,
    rules: fc.uniqueArray(
      fc
        .record({
          issuer: fc.constantFrom(ISSUERS[0], ISSUERS[1]),
          audiences: rare(some('shop', 'https://shop.example.com/'), 3),
          forwardOriginalToken: rare(fc.constant(true), 2),
          jwksUri: fc.constant('https://id.example.com/keys'),
          outputClaimToHeaders: rare(fc.constant([{ header: 'x-user', claim: 'sub' }]), 4),
        })
        .map(clean),
      { minLength: 1, maxLength: 2, selector: (one) => one['issuer'] },
    ),
  })
  .map(({ ns, selector: labels, rules }) =>
    security(
      'RequestAuthentication',
      ns,
      'tokens',
      clean({ selector: labels === undefined ? undefined : { matchLabels: labels }, jwtRules: rules }),
    ),
  );

const tls = fc.constantFrom({ mode: 'DISABLE' }, { mode: 'ISTIO_MUTUAL' }, { mode: 'SIMPLE' }, {});
const policy = fc
  .record({
    tls: rare(tls, 2),
    portLevelSettings: rare(
      tls.map((one) => [{ port: { number: 80 }, tls: one }]),
      4,
    ),
    connectionPool: rare(fc.constant({ tcp: { maxConnections: 100 } }), 3),
  })
  .map(clean)
  .filter((fields) => Object.keys(fields).length > 0);

export const destinationRule: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    name: fc.constantFrom('d', 'e', 'f'),
    host: fc.constantFrom(
      'api',
      'web',
      'api.a.svc.cluster.local',
      'api.b.svc.cluster.local',
      '*.b.svc.cluster.local',
      '*.svc.cluster.local',
    ),
    exportTo: rare(fc.constantFrom(['.'], ['*'], ['a']), 3),
    trafficPolicy: rare(policy, 2),
    subsets: fc.option(
      fc.uniqueArray(
        fc
          .record({
            name: fc.constantFrom('v1', 'v2', 'v3'),
            labels: fc.constantFrom({ version: 'v1' }, { version: 'v2' }, { version: 'none' }),
            trafficPolicy: rare(policy, 4),
          })
          .map(clean),
        { minLength: 1, maxLength: 3, selector: (one) => one['name'] },
      ),
      { nil: undefined },
    ),
    workloadSelector: rare(fc.constantFrom({ matchLabels: { app: 'web' } }), 6),
  })
  .map(({ ns, name, ...spec }) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { namespace: ns, name },
    spec: clean(spec),
  }));

export const sidecar: fc.Arbitrary<Manifest> = fc
  .record({
    ns: namespace,
    selector: rare(fc.constantFrom({ app: 'web' }, { app: 'api' }), 2),
    hosts: fc.uniqueArray(
      fc.constantFrom(
        './*',
        '*/*',
        'b/*',
        'a/api.a.svc.cluster.local',
        '*/api.b.svc.cluster.local',
        '~b/*',
        '*/out.example.com',
      ),
      { minLength: 1, maxLength: 3 },
    ),
    mode: rare(fc.constantFrom('REGISTRY_ONLY', 'ALLOW_ANY'), 2),
    port: rare(
      fc.constantFrom(
        { number: 80, name: 'http', protocol: 'HTTP' },
        { number: 9000, name: 'tcp', protocol: 'TCP' },
        { number: 8080, name: 'http', protocol: 'HTTP' },
      ),
      2,
    ),
    ingress: rare(
      fc.constantFrom(
        [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, defaultEndpoint: '127.0.0.1:9000' }],
        [{ port: { number: 8080, name: 'tcp', protocol: 'TCP' }, defaultEndpoint: '127.0.0.1:8080' }],
      ),
      3,
    ),
  })
  .map(({ ns, selector: labels, hosts, mode, port, ingress }) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { namespace: ns, name: labels === undefined ? 'default' : labels.app },
    spec: clean({
      workloadSelector: labels === undefined ? undefined : { labels },
      ingress: labels === undefined ? undefined : ingress,
      egress: [...(port === undefined ? [] : [{ port, hosts: hosts.slice(0, 1) }]), { hosts }],
      outboundTrafficPolicy: mode === undefined ? undefined : { mode },
    }),
  }));

export const serviceEntry: fc.Arbitrary<Manifest> = fc
  .record({
    ns: namespace,
    hosts: fc.constantFrom(['out.example.com'], ['*.example.com'], ['out.example.com', 'two.example.com']),
    location: fc.constantFrom('MESH_EXTERNAL', 'MESH_INTERNAL', undefined),
    exportTo: rare(fc.constantFrom(['.'], ['*']), 3),
    port: fc.constantFrom(
      { number: 80, name: 'http', protocol: 'HTTP' },
      { number: 443, name: 'tls', protocol: 'TLS' },
      { number: 9443, name: 'tcp', protocol: 'TCP' },
    ),
  })
  .map(({ ns, hosts, location, exportTo, port }) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { namespace: ns, name: 'out' },
    spec: clean({
      hosts,
      location,
      exportTo,
      ports: [port],
      resolution: hosts.some((host) => host.startsWith('*')) ? 'NONE' : 'DNS',
    }),
  }));
