import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { clean, often, oneOf, rare } from './pick.js';
import { namespace } from './places.js';
import { HEADERS, HEADER_VALUES, METHODS, PATHS, REGEXES } from './pools.js';

const uri = fc.oneof(
  often(
    6,
    oneOf(...PATHS).map((prefix) => ({ prefix })),
  ),
  often(
    4,
    oneOf(...PATHS).map((exact) => ({ exact })),
  ),
  often(
    3,
    oneOf(...REGEXES).map((regex) => ({ regex })),
  ),
  often(1, oneOf({}, { prefix: '' }, { exact: '' })),
);

const text = fc.oneof(
  oneOf(...HEADER_VALUES).map((exact) => ({ exact })),
  oneOf('al', 'a', '', 'user=').map((prefix) => ({ prefix })),
  oneOf('ali.*', '[a-z]+', '*', '.*', 'alice|bob', '.*user=alice.*', '').map((regex) => ({ regex })),
  fc.constant({}),
);

const named = (most: number): fc.Arbitrary<Record<string, object>> =>
  fc.dictionary(oneOf(...HEADERS), text, { minKeys: 1, maxKeys: most });

const parameter = oneOf<object>(
  { exact: '1' },
  { exact: '' },
  { exact: '%31' },
  { prefix: '1' },
  { regex: '[0-9]' },
  { regex: '*' },
  {},
);

/** A claim of the token as a condition of a route at a gateway, where `*` is no regular expression. */
const claims = fc
  .tuple(
    oneOf(
      '@request.auth.claims.groups',
      '@request.auth.claims[groups]',
      '@request.auth.claims.nested.key',
      '@request.auth.claims[nested][key]',
      '@request.auth.claims.sub',
      '@request.auth.claims[aud]',
      '@request.auth.claims.scope',
    ),
    oneOf<object>(
      { exact: 'admin' },
      { exact: 'deep' },
      { prefix: 'a' },
      { regex: '.*in' },
      { exact: 'read' },
    ),
  )
  .map(([name, wanted]) => ({ [name]: wanted }));

/** One `match` of an HTTP route. */
export const match: fc.Arbitrary<JsonObject> = fc
  .record({
    uri: fc.option(uri, { nil: undefined, freq: 5 }),
    ignoreUriCase: rare(oneOf(true), 5),
    method: rare(
      fc.oneof(
        oneOf(...METHODS).map((exact) => ({ exact })),
        oneOf({ regex: 'GET|POST' }, { prefix: 'P' }, { exact: 'get' }),
      ),
      4,
    ),
    authority: rare(
      oneOf(
        { prefix: 'app' },
        { exact: 'api' },
        { regex: '.*com' },
        { exact: 'app.example.com' },
        { exact: 'APP.example.com' },
        { regex: '.*:80' },
      ),
      7,
    ),
    scheme: rare(oneOf({ exact: 'http' }, { exact: 'https' }, { prefix: 'http' }), 8),
    headers: rare(fc.oneof(often(4, named(2)), often(1, claims)), 4),
    withoutHeaders: rare(fc.oneof(often(6, named(1)), often(1, claims)), 7),
    queryParams: rare(fc.dictionary(oneOf('debug', 'x', 'DEBUG'), parameter, { minKeys: 1, maxKeys: 2 }), 6),
    port: rare(oneOf(80, 443, 8080, 7000), 8),
    sourceLabels: rare(oneOf<object>({ app: 'web' }, { app: 'api' }, { app: 'api', version: 'v2' }), 10),
    sourceNamespace: rare(namespace, 10),
    gateways: rare(oneOf(['mesh'], ['a/gw'], ['gw'], ['mesh', 'a/gw2'], ['./gw']), 10),
  })
  .map(clean);
