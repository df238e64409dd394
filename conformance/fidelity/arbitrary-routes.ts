import fc from 'fast-check';
import type { JsonObject } from '../../src/model/json.js';
import type { Manifest } from '../../src/model/manifest.js';
import { HEADERS, HEADER_VALUES, MESH_HOSTS, METHODS, PATHS, PUBLIC_HOSTS, REGEXES } from './pools.js';

export const namespace = fc.constantFrom('a', 'b');
const exportTo = fc.option(fc.constantFrom(['*'], ['.'], ['a'], ['b']), { nil: undefined, freq: 3 });

/** An object without the fields that are not there. */
export function clean(fields: Readonly<Record<string, unknown>>): JsonObject {
  return JSON.parse(JSON.stringify(fields)) as JsonObject;
}

export function rare<T>(value: fc.Arbitrary<T>, oneIn = 4): fc.Arbitrary<T | undefined> {
  return fc
    .option(value, { nil: undefined, freq: oneIn })
    .chain((first) =>
      first === undefined
        ? fc.constant(undefined)
        : fc.nat(oneIn - 1).map((n) => (n === 0 ? first : undefined)),
    );
}

const uri = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PATHS).map((prefix) => ({ prefix })) },
  { weight: 2, arbitrary: fc.constantFrom(...PATHS).map((exact) => ({ exact })) },
  { weight: 1, arbitrary: fc.constantFrom(...REGEXES).map((regex) => ({ regex })) },
);

const text = fc.oneof(
  fc
    .constantFrom(...HEADER_VALUES)
    .filter((value) => value !== '')
    .map((exact) => ({ exact })),
  fc.constantFrom('al', 'a').map((prefix) => ({ prefix })),
  fc.constantFrom('ali.*', '[a-z]+', '*').map((regex) => ({ regex })),
  fc.constant({}),
);

const match = fc
  .record({
    uri: fc.option(uri, { nil: undefined, freq: 8 }),
    ignoreUriCase: rare(fc.constant(true)),
    method: rare(fc.constantFrom(...METHODS).map((exact) => ({ exact }))),
    authority: rare(fc.constantFrom({ prefix: 'app' }, { exact: 'api' }, { regex: '.*com' }), 6),
    scheme: rare(fc.constantFrom({ exact: 'http' }, { exact: 'https' }), 8),
    headers: rare(fc.dictionary(fc.constantFrom(...HEADERS), text, { minKeys: 1, maxKeys: 2 })),
    withoutHeaders: rare(fc.dictionary(fc.constantFrom(...HEADERS), text, { minKeys: 1, maxKeys: 1 }), 6),
    queryParams: rare(
      fc.dictionary(
        fc.constantFrom('debug', 'x'),
        fc.constantFrom({ exact: '1' }, { exact: '' }, { regex: '[0-9]' }),
        { minKeys: 1, maxKeys: 1 },
      ),
      6,
    ),
    port: rare(fc.constantFrom(80, 443, 8080), 8),
    sourceLabels: rare(fc.constantFrom({ app: 'web' }, { app: 'api' }), 8),
    sourceNamespace: rare(namespace, 8),
    gateways: rare(fc.constantFrom(['mesh'], ['a/gw']), 10),
  })
  .map(clean);

const destination = fc
  .record({
    host: fc.constantFrom(
      'web',
      'api',
      'api.b.svc.cluster.local',
      'api.a.svc.cluster.local',
      'web.a.svc.cluster.local',
      'raw.b.svc.cluster.local',
      'api.b',
      'nowhere.a.svc.cluster.local',
    ),
    port: fc.option(fc.constantFrom({ number: 80 }, { number: 8080 }, { number: 81 }), {
      nil: undefined,
      freq: 3,
    }),
    subset: rare(fc.constantFrom('v1', 'v2', 'v3'), 3),
  })
  .map(clean);

const weighted = fc
  .array(fc.record({ destination, weight: fc.constantFrom(0, 1, 50, 100) }).map(clean), {
    minLength: 2,
    maxLength: 2,
  })
  .filter((list) => list.some(({ weight }) => weight !== 0));

const action = fc.oneof(
  { weight: 8, arbitrary: destination.map((one) => ({ route: [{ destination: one }] })) },
  { weight: 2, arbitrary: weighted.map((route) => ({ route })) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        uri: fc.option(fc.constantFrom('/new', '/new?a=b'), { nil: undefined }),
        prefixRewrite: fc.constant(undefined),
        authority: fc.option(fc.constantFrom('new.example.com'), { nil: undefined }),
        scheme: rare(fc.constantFrom('https', 'http')),
        redirectCode: fc.option(fc.constantFrom(302, 307, 308), { nil: undefined }),
        port: rare(fc.constantFrom(80, 443, 8443)),
      })
      .filter(
        ({ uri: to, authority, scheme }) =>
          to !== undefined || authority !== undefined || scheme !== undefined,
      )
      .map((redirect) => ({ redirect: clean(redirect) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(200, 404, 503)
      .map((status) => ({ directResponse: { status, body: { string: 'no' } } })),
  },
);

const extras = fc.record({
  rewrite: rare(
    fc.oneof(
      fc.constantFrom('/', '/new', '/new/').map((to) => ({ uri: to })),
      fc.constant({ authority: 'inside.example.com' }),
      fc
        .constantFrom({ match: '^/api/(v[0-9]+)', rewrite: '/\\1/x' }, { match: 'a', rewrite: 'b' })
        .map((uriRegexRewrite) => ({ uriRegexRewrite })),
    ),
  ),
  fault: rare(
    fc.constantFrom(
      { abort: { httpStatus: 418, percentage: { value: 100 } } },
      { abort: { httpStatus: 500 } },
    ),
    10,
  ),
  corsPolicy: rare(
    fc.constantFrom(
      { allowOrigins: [{ exact: 'https://ok.example.com' }], allowMethods: ['GET'] },
      { allowOrigins: [{ regex: 'https://.*' }] },
      { allowOrigins: [{ exact: 'https://ok.example.com' }], unmatchedPreflights: 'IGNORE' },
    ),
    6,
  ),
  headers: rare(
    fc.constantFrom(
      { request: { set: { 'x-user': 'alice' } } },
      { request: { add: { 'x-user': 'bob' } } },
      { request: { remove: ['x-user'] } },
      { request: { set: { Host: 'set.example.com' } } },
    ),
    6,
  ),
});

const httpRoute = fc
  .tuple(fc.array(match, { maxLength: 2 }), action, extras)
  .map(([matches, act, { rewrite, ...more }]) =>
    clean({
      ...(matches.length === 0 ? {} : { match: matches }),
      ...act,
      ...more,
      ...('redirect' in act || 'directResponse' in act ? {} : { rewrite }),
    }),
  );

const tcpRoute = fc
  .record({
    match: fc.option(
      fc.constantFrom([{ port: 9000 }], [{ port: 7000 }], [{ sourceLabels: { app: 'web' } }]),
      { nil: undefined },
    ),
    route: fc
      .constantFrom('api.a.svc.cluster.local', 'api')
      .map((host) => [{ destination: { host, port: { number: 9000 } } }]),
  })
  .map(clean);

/** Routes that a root hands on, and a delegate that takes them. */
export const delegation: fc.Arbitrary<Manifest[]> = fc
  .record({
    rootMatch: rare(fc.array(match, { minLength: 1, maxLength: 1 }), 2),
    http: fc.array(httpRoute, { minLength: 1, maxLength: 2 }),
    ns: namespace,
    exportTo,
    after: httpRoute,
    bound: fc.constantFrom(['mesh'], ['a/gw']),
  })
  .map(({ rootMatch, http, ns, exportTo: to, after, bound }) => [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { namespace: 'a', name: 'root' },
      spec: clean({
        hosts: bound[0] === 'mesh' ? ['web'] : ['app.example.com'],
        gateways: bound,
        http: [clean({ match: rootMatch, delegate: { name: 'leaf', namespace: ns } }), after],
      }),
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { namespace: ns, name: 'leaf' },
      spec: clean({ http, exportTo: to }),
    },
  ]);

/** A VirtualService for sidecars, for a gateway, or for both. */
export const virtualService: fc.Arbitrary<Manifest> = fc
  .record({
    namespace,
    name: fc.constantFrom('m', 'n', 'o', 'p', 'q'),
    exportTo,
    bound: fc.constantFrom('mesh', 'gateway', 'both', 'gateway'),
    meshHosts: fc.uniqueArray(fc.constantFrom(...MESH_HOSTS), { minLength: 1, maxLength: 2 }),
    publicHosts: fc.uniqueArray(fc.constantFrom(...PUBLIC_HOSTS), { minLength: 1, maxLength: 2 }),
    http: fc.array(httpRoute, { minLength: 1, maxLength: 3 }),
    tcp: rare(fc.array(tcpRoute, { minLength: 1, maxLength: 2 })),
  })
  .map(({ namespace: ns, name, bound, meshHosts, publicHosts, http, tcp, exportTo: to }) => {
    const gateways = { mesh: ['mesh'], gateway: ['a/gw'], both: ['mesh', 'a/gw'] }[bound];
    const hosts =
      bound === 'mesh'
        ? meshHosts
        : bound === 'gateway'
          ? publicHosts
          : [...meshHosts.slice(0, 1), ...publicHosts.slice(0, 1)];
    return {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { namespace: ns, name },
      spec: clean({ hosts, gateways, http, tcp, exportTo: to }),
    };
  });
