import type { Construct } from 'constructs';
import type { FieldProblem } from '../../model/check-fields.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import { conditionProblems } from './authorization-conditions.js';
import { AUTHORIZATION_POLICY_FORMATS } from './authorization-formats.js';
import type { AuthorizationRule, CustomAuthorizationRule } from './authorization-rule.js';
import { specOf } from './spec-of.js';
import type { PolicyTarget } from './target-ref.js';

/** The fields of an AuthorizationPolicy beside its `selector` or `targetRefs`. */
export interface AuthorizationPolicyFields extends ObjectProps {
  /**
   * What happens to requests that match a rule. `CUSTOM` asks the provider, `DENY` refuses, `AUDIT` only logs, in this
   * order; then, as soon as one `ALLOW` policy applies to a workload, what none of them matches is refused.
   * @default 'ALLOW'
   */
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  /**
   * At most 512, of which one has to match. No rule at all matches nothing, so that an `ALLOW` policy without rules
   * denies everything; the rule `{}` matches everything.
   * @default - no rule
   */
  readonly rules?: readonly AuthorizationRule[];
  /** The external authorizer, by its name among the `extensionProviders` of the MeshConfig. For `CUSTOM` only.
   *  @default - none */
  readonly provider?: { readonly name: string };
}

/**
 * Props of an {@link AuthorizationPolicy}. Only `ALLOW` makes sense without rules: of all others such a policy would do
 * nothing, so that they have to have some.
 */
export type AuthorizationPolicyProps = AuthorizationPolicyFields &
  PolicyTarget &
  (
    | { readonly action?: 'ALLOW'; readonly provider?: never }
    | {
        readonly action: 'DENY' | 'AUDIT';
        readonly rules: readonly AuthorizationRule[];
        readonly provider?: never;
      }
    | {
        readonly action: 'CUSTOM';
        readonly rules: readonly CustomAuthorizationRule[];
        readonly provider: { readonly name: string };
      }
  );

function* problems(props: AuthorizationPolicyFields): Iterable<FieldProblem> {
  const { action = 'ALLOW', rules, annotations } = props;
  yield* annotationProblems(annotations, action === 'ALLOW' || action === 'DENY');
  if (action !== 'ALLOW' && (rules ?? []).length === 0) {
    yield {
      path: ['rules'],
      value: rules,
      expected: `at least one rule: without any, ${action} does nothing`,
    };
  }
  yield* conditionProblems(rules);
}

/**
 * Who may ask what of workloads (https://istio.io/latest/docs/reference/config/security/authorization-policy/).
 *
 * Without rules it has `spec: {}` and denies everything; with `rules: [{}]` it allows everything.
 *
 * Stricter than Istio, which takes each of these although the value then matches nothing (or, an empty list,
 * everything): a `*` inside of principals, paths, hosts or methods; methods that HTTP does not have; paths that begin
 * with neither `/` nor `*`; principals with `spiffe://`; empty lists inside of a rule.
 */
export class AuthorizationPolicy extends ManifestObject {
  /** @throws ConstructError for what istiod's webhook refuses, or what would match nothing */
  constructor(scope: Construct, id: string, props: AuthorizationPolicyProps = {}) {
    super(scope, id, props, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      body: { spec: specOf(props) },
      formats: { ...AUTHORIZATION_POLICY_FORMATS, 'provider.name': nonEmpty },
      problems: problems(props),
    });
  }
}
