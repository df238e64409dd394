import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/mesh/load/find-sets.js';
import { loadSet } from '../../../src/mesh/load/load-set.js';
import { meshOf } from '../../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../../src/model/assumptions.js';
import { isJsonObject, type Json, type JsonObject } from '../../../src/model/json.js';
import { isManifest, type Manifest } from '../../../src/model/manifest.js';
import type { Request } from '../../../src/model/request.js';
import { compile } from '../../../src/simulate/request/compile.js';
import { coverage } from '../../../src/simulate/request/coverage.js';
import { RequestProblem } from '../../../src/simulate/request/request-problem.js';
import { walk } from '../../../src/simulate/request/walk.js';
import { walkable } from '../../../src/simulate/request/walkable.js';

const FIXTURES = fileURLToPath(new URL('../../../conformance/fixtures', import.meta.url));
const files = [
  ...readdirSync(FIXTURES).map((name) => join(FIXTURES, name, 'mesh.yaml')),
  fileURLToPath(new URL('covered.yaml', import.meta.url)),
  fileURLToPath(new URL('../../vitest/mesh.yaml', import.meta.url)),
];
const sets = files.map((file) => loadSet(readFiles([file])).manifests);

/** What may be where something else belongs. */
const oddities = fc.oneof(
  fc.constantFrom<Json[]>(
    null,
    true,
    0,
    -1,
    1e21,
    0.5,
    '',
    '*',
    '*.',
    '.',
    '/',
    '~',
    '[',
    '(a+)+$',
    '\u0000',
    '{**}',
    '10.0.0.0/33',
    [],
    [null],
    [[]],
    {},
    { '': null },
    { __proto__: 'x' },
    { exact: 1 },
    { regex: '(' },
    { prefix: null },
  ),
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json),
);

/** Puts something else at one place of a value, chosen by numbers. */
function mutated(value: Json, steps: readonly number[], odd: Json): Json {
  const [step = 0, ...rest] = steps;
  if (steps.length === 0) return odd;
  if (Array.isArray(value) && value.length > 0) {
    const items = value as readonly Json[];
    return items.map((item, i) => (i === step % items.length ? mutated(item, rest, odd) : item));
  }
  if (isJsonObject(value)) {
    const keys = Object.keys(value);
    const chosen = keys[step % Math.max(keys.length, 1)];
    if (chosen === undefined) return odd;
    const entries = Object.entries(value).map(([key, item]): [string, Json] => [
      key,
      key === chosen ? mutated(item, rest, odd) : item,
    ]);
    return Object.fromEntries(entries);
  }
  return odd;
}

const mutations = fc.array(
  fc.tuple(fc.nat(), fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }), oddities),
  {
    minLength: 1,
    maxLength: 6,
  },
);

const meshes = fc.tuple(fc.constantFrom(...sets), mutations).map(([manifests, changes]) => {
  const all: Manifest[] = [...manifests];
  for (const [which, steps, odd] of changes) {
    const index = which % all.length;
    const manifest = all[index];
    if (manifest === undefined) continue;
    const changed = mutated(manifest, steps, odd);
    // What the loader does not take for an object gets no further.
    if (isManifest(changed)) all[index] = changed;
  }
  return all;
});

const hosts = [
  'shop.example.com',
  'web',
  'web.shop',
  'a.b.example.com',
  '10.0.0.1',
  '[::1]',
  '*',
  '%',
  'X'.repeat(300),
];
const requests: fc.Arbitrary<Request> = fc.record(
  {
    from: fc.constantFrom('internet', 'shop/web', 'other/plain', 'workload: shop/web'),
    url: fc
      .tuple(
        fc.constantFrom('http', 'https', 'ws', 'wss', 'grpc', 'tcp', 'tls'),
        fc.constantFrom(...hosts),
        fc.constantFrom('', ':80', ':443', ':8080', ':0', ':65536'),
        fc.oneof(
          fc.constantFrom('', '/', '/api/a?b=c#d', '//', '/%00', '/..;/', '?x'),
          fc.webPath(),
          fc.string(),
        ),
      )
      .map(([scheme, host, port, path]) => `${scheme}://${host}${port}${path}`),
    method: fc.constantFrom('GET', 'OPTIONS', 'get', '\n'),
    headers: fc.dictionary(fc.constantFrom('host', 'cookie', 'authorization', '', 'x-a'), fc.string()),
    jwt: fc.oneof(
      fc.constant('invalid' as const),
      fc.dictionary(fc.constantFrom('iss', 'sub', 'aud', 'exp', '__proto__', 'a'), fc.jsonValue()),
    ),
    sourceIp: fc.constantFrom('203.0.113.7', '::1'),
    clientCert: fc.boolean(),
  },
  { requiredKeys: ['from', 'url'] },
);

describe('a mesh of which fields are something else', () => {
  it('answers every request, or says which field of it is wrong', () => {
    fc.assert(
      fc.property(meshes, fc.array(requests, { minLength: 5, maxLength: 10 }), (manifests, asked) => {
        const mesh = walkable(meshOf(manifests, DEFAULT_ASSUMPTIONS));
        for (const request of asked) {
          try {
            const explained = mesh.walk(request);
            const { steps, ...verdict } = explained;
            expect(steps).not.toEqual([]);
            expect({ ...mesh.walk(request, { steps: false }), steps: [] }).toEqual({ ...verdict, steps: [] });
            coverage(mesh, [request]);
          } catch (error) {
            if (!(error instanceof RequestProblem)) throw error;
          }
        }
      }),
      { numRuns: Number(process.env['ROBUST_RUNS'] ?? 300), seed: Number(process.env['ROBUST_SEED'] ?? 7) },
    );
  });
});

describe('a regular expression that would take a backtracking engine forever', () => {
  it.each(['/(a+)+$', '/(a|a)*b', '/(.*)*x', '/(a{1,50}){1,20}b'])('%s', (regex) => {
    const [manifests = []] = sets.slice(-1);
    const evil = manifests.map((manifest) =>
      manifest.kind === 'VirtualService'
        ? {
            ...manifest,
            spec: {
              ...(manifest['spec'] as JsonObject),
              http: [{ match: [{ uri: { regex } }], directResponse: { status: 200 } }],
            },
          }
        : manifest,
    );
    const compiled = compile(meshOf(evil, DEFAULT_ASSUMPTIONS));
    const start = performance.now();
    const url = `http://shop.example.com/${'a'.repeat(4000)}!`;
    expect(walk(compiled, { from: 'internet', url }).outcome).toBe('unrouted');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
