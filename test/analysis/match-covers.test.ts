import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchCovers } from '../../src/analysis/routes/match-covers.js';
import { messageOf } from '../../src/simulate/request/message.js';
import { miss, routeMatchOf } from '../../src/simulate/request/route-match.js';

const text = (...values: readonly string[]) => {
  const value = fc.constantFrom(...values);
  return fc.oneof(
    fc.record({ exact: value }),
    fc.record({ prefix: value }),
    fc.constantFrom({ regex: '.*' }, { regex: '*' }, { regex: 'a.*' }, {}),
  );
};
const path = fc.oneof(
  text('/', '/a', '/a/b', '/A', '/ab'),
  fc.constantFrom({ regex: '/.*' }, { regex: '/a(/.*)?' }),
);
const optional = { requiredKeys: [] };
const match = fc.record(
  {
    uri: path,
    ignoreUriCase: fc.boolean(),
    method: text('GET', 'G', 'POST'),
    headers: fc.record({ x: text('a', 'ab') }, optional),
    withoutHeaders: fc.record({ x: text('a', 'ab') }, optional),
    queryParams: fc.record({ q: text('a', 'ab') }, optional),
  },
  optional,
);
const message = fc
  .record({
    target: fc.constantFrom('/', '/a', '/A', '/a/b', '/ab', '/b', '/a?q=a', '/a?q=ab', '/A/b?q=b'),
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    x: fc.constantFrom('a', 'ab', 'b', ''),
    hasHeader: fc.boolean(),
  })
  .map(({ target, method, x, hasHeader }) =>
    messageOf(
      {
        id: 'r',
        from: 'internet',
        url: `http://a${target}`,
        method,
        ...(hasHeader ? { headers: { x } } : {}),
      },
      {
        kind: 'http',
        scheme: 'http',
        secure: false,
        grpc: false,
        upgrade: false,
        authority: 'a',
        host: 'a',
        port: 80,
        path: target,
      },
    ),
  );

it('a request that the inner match takes, the outer takes too', () => {
  let covered = 0;
  fc.assert(
    fc.property(
      match,
      match,
      fc.array(message, { minLength: 10, maxLength: 20 }),
      (outer, inner, messages) => {
        if (!matchCovers('http', outer, inner)) return;
        covered++;
        const taken = messages.filter((one) => miss(routeMatchOf(inner), one) === undefined);
        expect(taken.filter((one) => miss(routeMatchOf(outer), one) !== undefined)).toEqual([]);
      },
    ),
    { numRuns: 5000, seed: 1 },
  );
  expect(covered).toBeGreaterThan(50);
});

it.each([
  ['http', { uri: { prefix: '/api' } }, { uri: { prefix: '/api/v2' } }, true],
  ['http', { uri: { prefix: '/api' } }, { uri: { regex: '/api/.*' } }, false],
  ['http', { uri: { prefix: '/API' }, ignoreUriCase: true }, { uri: { exact: '/api/v2' } }, true],
  ['http', { port: 80 }, { port: 80, uri: { exact: '/' } }, true],
  ['http', { port: 80 }, { uri: { exact: '/' } }, false],
  ['http', { gateways: ['edge'] }, { uri: { exact: '/' } }, false],
  ['http', { gateways: ['edge', 'mesh'] }, { gateways: ['edge'] }, true],
  ['http', { sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'a', version: 'v1' } }, true],
  ['http', { sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'a' }, gateways: ['edge'] }, false],
  ['http', { sourceLabels: { app: 'a' }, gateways: ['edge'] }, { gateways: ['edge'] }, true],
  ['tls', { sniHosts: ['*.example.com'] }, { sniHosts: ['api.example.com'] }, true],
  ['tls', { sniHosts: ['api.example.com'] }, { sniHosts: ['api.example.com', 'www.example.com'] }, false],
  ['tcp', { port: 5432 }, { port: 5432, destinationSubnets: ['10.0.0.0/8'] }, true],
  ['tcp', { sourceLabels: { app: 'a' }, gateways: ['edge'] }, { gateways: ['edge'] }, false],
] as const)('%s %j before %j: %s', (kind, outer, inner, covers) => {
  expect(matchCovers(kind, outer, inner)).toBe(covers);
});
