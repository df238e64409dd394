import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { clean, oneOf, rare, some } from './pick.js';
import { ISSUERS, METHODS, PATHS, PRINCIPALS } from './pools.js';

const pathValues = some(
  ...PATHS,
  '/api/*',
  '*/v1',
  '*',
  '/api*',
  '/a*i',
  '/api/{*}',
  '/api/{**}',
  '/{*}/v1',
  '/api/{*}/users/{*}',
  '/{**}/7',
  '/health/',
);

const tokens = some(
  '*',
  `${ISSUERS[0]}/alice`,
  `${ISSUERS[0]}/*`,
  '*/alice',
  `${ISSUERS[1]}/a*`,
  'https://id*',
  ISSUERS[0],
);
const addresses = some('203.0.113.0/24', '198.51.100.7', '192.0.2.0/24', '0.0.0.0/0');
const hosts = some(
  'app.example.com',
  'APP.example.com',
  '*.example.com',
  'API',
  'api',
  'api.b*',
  '*',
  'app.example.com:*',
  'web*',
);
const ports = some('8080', '9000', '80', '8443', '7000');

/** Fields of a caller, with their negations. */
export const source: fc.Arbitrary<JsonObject> = fc
  .record({
    principals: rare(some(...PRINCIPALS), 3),
    notPrincipals: rare(some(...PRINCIPALS), 8),
    namespaces: rare(some('a', 'b', 'istio-*', '*', 'A', '*a'), 4),
    notNamespaces: rare(some('a', 'b', '*'), 8),
    serviceAccounts: rare(some('web', 'a/web', 'b/api'), 6),
    notServiceAccounts: rare(some('web', 'b/api'), 10),
    trustDomains: rare(some('cluster.local', '*', 'cluster*', 'other'), 10),
    requestPrincipals: rare(tokens, 4),
    notRequestPrincipals: rare(tokens, 8),
    ipBlocks: rare(addresses, 10),
    notIpBlocks: rare(addresses, 12),
    remoteIpBlocks: rare(addresses, 8),
    notRemoteIpBlocks: rare(addresses, 10),
  })
  .map(({ serviceAccounts, notServiceAccounts, ...rest }) =>
    // Accounts exclude principals and namespaces.
    clean(
      (rest.principals ?? rest.notPrincipals ?? rest.namespaces ?? rest.notNamespaces)
        ? rest
        : { ...rest, serviceAccounts, notServiceAccounts },
    ),
  )
  .filter((fields) => Object.keys(fields).length > 0);

/** Fields of what is asked, with their negations. */
export const operation: fc.Arbitrary<JsonObject> = fc
  .record({
    methods: rare(some(...METHODS, 'G*', '*', 'get', '*T'), 2),
    notMethods: rare(some(...METHODS, 'P*'), 8),
    paths: rare(pathValues, 2),
    notPaths: rare(pathValues, 6),
    hosts: rare(hosts, 5),
    notHosts: rare(hosts, 10),
    ports: rare(ports, 5),
    notPorts: rare(ports, 8),
  })
  .map(clean)
  .filter((fields) => Object.keys(fields).length > 0);

/** Keys of conditions with values that some requests have. */
const KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['request.headers[x-user]', ['alice', 'al*', '*', '*in', 'alice,bob', 'Alice']],
  ['request.headers[X-Role]', ['alice', 'admin', '*', 'a*']],
  ['request.headers[:method]', ['GET', 'P*']],
  ['request.headers[cookie]', ['user=alice*', '*x=1']],
  ['request.auth.claims[groups]', ['admin', 'a*', '*', '7', 'true']],
  ['request.auth.claims[nested][key]', ['deep', '*', 'd*']],
  ['request.auth.claims[scope]', ['read', 'write', 'read write']],
  ['request.auth.claims[sub]', ['alice', 'b*']],
  ['request.auth.claims[iss]', ['https://id*', '*']],
  ['request.auth.audiences', ['shop', 'other', 'https://shop.example.com', '*']],
  ['request.auth.presenter', ['client', 'c*']],
  ['request.auth.principal', [`${ISSUERS[0]}/alice`, '*', '*/bob']],
  ['source.namespace', ['a', 'b', '*']],
  ['source.principal', PRINCIPALS],
  ['source.serviceAccount', ['a/web', 'api']],
  ['source.ip', ['203.0.113.0/24', '192.0.2.0/24']],
  ['remote.ip', ['203.0.113.0/24', '198.51.100.7']],
  ['destination.port', ['8080', '9000']],
  ['connection.sni', ['app.example.com', '*.example.com', 'outbound_*', '*api.a.svc.cluster.local', '*']],
];

/** A `when` of a rule. */
export const condition: fc.Arbitrary<JsonObject> = oneOf(...KEYS).chain(([key, values]) =>
  fc
    .record({ values: rare(some(...values), 2), notValues: rare(some(...values), 3) })
    .filter((fields) => fields.values !== undefined || fields.notValues !== undefined)
    .map((fields) => clean({ key, ...fields })),
);
