import type { FieldProblem } from '../../model/check-fields.js';

const DRY_RUN = 'istio.io/dry-run';
const RESERVED = [
  'internal.istio.io/webhook-always-reject',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/parents',
];
/** What Go's `strconv.ParseBool` reads. */
const GO_BOOLEANS = ['1', 't', 'T', 'true', 'TRUE', 'True', '0', 'f', 'F', 'false', 'FALSE', 'False'];

type Annotations = Readonly<Record<string, string>> | undefined;

/**
 * Annotations that istiod's webhook refuses on an Istio object (istio `pkg/config/validation/validation.go`,
 * validateMetadata).
 * @param dryRun whether the object can be tried without effect: AuthorizationPolicies that allow or deny
 */
export function* annotationProblems(annotations: Annotations, dryRun = false): Iterable<FieldProblem> {
  for (const [key, value] of Object.entries(annotations ?? {})) {
    const path = ['annotations', key];
    if (RESERVED.includes(key)) {
      yield { path, value, expected: 'no annotation that is reserved for istiod' };
    } else if (key === DRY_RUN && !dryRun) {
      yield {
        path,
        value,
        expected: 'no dry run: only AuthorizationPolicies with action ALLOW or DENY can have one',
      };
    } else if (key === DRY_RUN && !GO_BOOLEANS.includes(value)) {
      yield { path, value, expected: '"true" or "false"' };
    }
  }
}
