import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest.js';
import { condition, operation, source } from './authorization-rule.js';
import { clean, manifest, oneOf, rare } from './pick.js';
import { anywhere, selecting, selector } from './places.js';

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
    when: rare(fc.array(condition, { minLength: 1, maxLength: 2 }), 3),
  })
  .map(clean);

const DRY_RUN = { 'istio.io/dry-run': 'true' };

/** Who may do what. Nobody has the external authorizer of CUSTOM: only requests that it is not asked about are decided. */
export const authorizationPolicy: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    name: oneOf('p', 'q', 'r', 's'),
    selector,
    action: oneOf('ALLOW', 'ALLOW', 'ALLOW', 'DENY', 'DENY', undefined, 'AUDIT'),
    rules: fc.oneof(
      { weight: 8, arbitrary: fc.array(rule, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: oneOf(undefined, []) },
    ),
    dryRun: rare(oneOf(true), 12),
  })
  .map(({ ns, name, selector: labels, action, rules, dryRun }) =>
    manifest(
      'security',
      'AuthorizationPolicy',
      ns,
      name,
      clean({ selector: selecting(labels), action, rules }),
      dryRun === true ? DRY_RUN : undefined,
    ),
  );
