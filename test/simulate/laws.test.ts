import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meshOf } from '../../src/mesh/mesh.js';
import type { Manifest } from '../../src/model/manifest.js';
import { difference, isNothing } from '../../src/simulate/operations.js';
import { prove } from '../../src/simulate/prove.js';
import { reach } from '../../src/simulate/reach.js';
import type { Verdict } from '../../src/simulate/verdict.js';
import { ASSUMPTIONS, manifestsOf } from './set.js';
import { SHOP, SHOP_INTENT } from './shop.js';

const MANIFESTS = manifestsOf(SHOP);
/** Where packets pass everywhere and sidecars call everything, so that policies of the callee decide. */
const OPEN = MANIFESTS.filter(({ kind }) => kind !== 'NetworkPolicy' && kind !== 'Sidecar');

function verdicts(manifests: readonly Manifest[]): ReadonlyMap<string, Verdict> {
  return new Map(
    reach(meshOf(manifests, ASSUMPTIONS)).map(({ from, to, verdict }) => [
      `${from} → ${to.workload}:${to.port}`,
      verdict,
    ]),
  );
}

/** Whether everything that gets through in one set gets through in the other. */
function expectAtMost(narrow: readonly Manifest[], wide: readonly Manifest[]): void {
  const found = verdicts(wide);
  for (const [pair, verdict] of verdicts(narrow)) {
    if (verdict.kind !== 'allowed') continue;
    const other = found.get(pair);
    expect(other?.kind, pair).toBe('allowed');
    if (other?.kind === 'allowed')
      expect(isNothing(difference(verdict.requests, other.requests)), pair).toBe(true);
  }
}

const app = fc.constantFrom('web', 'api', 'store');
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 2 });
const field = <T>(name: string, value: fc.Arbitrary<readonly T[]>) =>
  fc.option(value, { nil: undefined }).map((values) => (values === undefined ? {} : { [name]: values }));
const all = (...fields: readonly fc.Arbitrary<object>[]) =>
  fc.tuple(...fields).map((parts): object => Object.assign({}, ...parts) as object);

const principal = fc.constantFrom(
  '*',
  'cluster.local/ns/shop/*',
  'cluster.local/ns/shop/sa/web',
  '*/sa/api',
  'cluster.local/ns/istio-system/*',
);
const source = all(
  field('principals', some(principal)),
  field('notPrincipals', some(principal)),
  field('notNamespaces', some(fc.constantFrom('shop', 'ops'))),
  field('ipBlocks', some(fc.constantFrom('10.20.0.0/16', '0.0.0.0/0', '203.0.113.0/24'))),
);
const operation = all(
  field('ports', some(fc.constantFrom('8080', '9000', '6379'))),
  field('methods', some(fc.constantFrom('GET', 'POST', '*'))),
  field('paths', some(fc.constantFrom('*', '/shop/*', '/shop.Orders/*', '*.json', '/health'))),
  field('notPaths', some(fc.constantFrom('/shop/admin/*', '/health'))),
);
const rule = fc.record(
  {
    from: some(source.map((found) => ({ source: found }))),
    to: some(operation.map((found) => ({ operation: found }))),
  },
  { requiredKeys: [] },
);

const peer = fc.oneof(
  app.map((name) => ({ podSelector: { matchLabels: { app: name } } })),
  fc.constantFrom(
    { namespaceSelector: {} },
    { ipBlock: { cidr: '10.20.0.0/16' } },
    { ipBlock: { cidr: '0.0.0.0/0' } },
  ),
);
const ports = fc.constantFrom([], [{ port: 9000 }], [{ port: 6000, endPort: 9000 }]);

function networkPolicy(spec: object): Manifest {
  const metadata = { name: 'extra', namespace: 'shop' };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec } as unknown as Manifest;
}

describe('laws', () => {
  test('the order of the manifests does not matter', () => {
    const expected = prove(meshOf(MANIFESTS, ASSUMPTIONS), SHOP_INTENT);
    fc.assert(
      fc.property(fc.shuffledSubarray([...MANIFESTS], { minLength: MANIFESTS.length }), (shuffled) => {
        expect(prove(meshOf(shuffled, ASSUMPTIONS), SHOP_INTENT)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('one ALLOW rule more never refuses more', () => {
    fc.assert(
      fc.property(app, rule, (name, extra) => {
        const wider = OPEN.map((manifest): Manifest => {
          if (manifest.kind !== 'AuthorizationPolicy' || manifest.metadata.name !== name) return manifest;
          const spec = structuredClone(manifest['spec']) as { rules: object[] };
          return { ...manifest, spec: { ...spec, rules: [...spec.rules, extra] } } as unknown as Manifest;
        });
        expectAtMost(OPEN, wider);
      }),
    );
  });

  test('one DENY policy more never allows more', () => {
    fc.assert(
      fc.property(rule, (denied) => {
        const extra = {
          apiVersion: 'security.istio.io/v1',
          kind: 'AuthorizationPolicy',
          metadata: { name: 'extra', namespace: 'shop' },
          spec: { action: 'DENY', rules: [denied] },
        };
        expectAtMost([...OPEN, extra as unknown as Manifest], OPEN);
      }),
    );
  });

  // Policies add up: only for pods that no policy governs yet does one more close anything, and for the others it
  // can only open.
  test('one NetworkPolicy more never allows more where none was, and never refuses more where one was', () => {
    const open = MANIFESTS.filter(({ kind }) => kind !== 'NetworkPolicy');
    const policy = fc
      .tuple(fc.option(app, { nil: undefined }), fc.array(peer, { maxLength: 3 }), ports)
      .map(([name, peers, list]) =>
        networkPolicy({
          podSelector: name === undefined ? {} : { matchLabels: { app: name } },
          policyTypes: ['Ingress', 'Egress'],
          ingress: [{ from: peers, ports: list }],
          egress: [{ to: peers, ports: list }],
        }),
      );
    fc.assert(
      fc.property(policy, (extra) => {
        expectAtMost([...open, extra], open);
        expectAtMost(MANIFESTS, [...MANIFESTS, extra]);
      }),
    );
  });

  test('STRICT never allows more than PERMISSIVE', () => {
    const permissive = manifestsOf(SHOP.replaceAll('mode: STRICT', 'mode: PERMISSIVE'));
    expectAtMost(MANIFESTS, permissive);
    expect(verdicts(permissive)).not.toEqual(verdicts(MANIFESTS));
  });
});
