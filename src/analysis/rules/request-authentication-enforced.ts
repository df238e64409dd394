import { at, itemsAt, objectAt } from '../../mesh/fields.js';
import type { AuthorizationPolicy } from '../../mesh/authorization-policy.js';
import { labelSelector, selects } from '../../mesh/labels.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/security/request_authentication/
export const requestAuthenticationEnforced = defineRule({
  id: 'request-authentication-enforced',
  severity: 'warning',
  what: 'A RequestAuthentication checks tokens, and no AuthorizationPolicy asks for one.',
  why: 'A request without a token passes: only a token that is there and does not verify is refused.',
  fix: "Add an AuthorizationPolicy that asks for one: requestPrincipals: ['*'].",
  kinds: ['security.istio.io/RequestAuthentication'],

  *check(manifest, mesh) {
    if (itemsAt(manifest, 'spec', 'jwtRules').length === 0) return;
    if (['targetRef', 'targetRefs'].some((field) => at(manifest, 'spec', field) !== undefined)) return;
    const selector = labelSelector(objectAt(manifest, 'spec', 'selector'));
    const namespace = namespaceOf(manifest);
    const isRoot = namespace === mesh.assumptions.rootNamespace;
    const selected = mesh.workloads.filter(
      ({ namespace: home, labels, proxy }) =>
        proxy !== 'none' && (isRoot || home === namespace) && selects(selector, labels) === 'yes',
    );
    if (selected.length === 0 || selected.some((one) => mesh.authorizationPolicies(one).some(asksForToken)))
      return;
    const [first] = selected;
    const others = selected.length === 1 ? '' : ` and ${selected.length - 1} more`;
    yield {
      path: ['spec', 'jwtRules'],
      message: `requests without a token pass to ${first?.id ?? ''}${others}`,
    };
  },
});

/** An external authorizer may ask for one as well. */
function asksForToken({ action, rules }: AuthorizationPolicy): boolean {
  return (
    action === 'CUSTOM' ||
    rules.some(
      ({ from = [], when }) =>
        from.some((source) => 'requestPrincipals' in source || 'notRequestPrincipals' in source) ||
        when.some(
          ({ key }) => key.startsWith('request.auth.') || /^request\.headers\[authorization\]$/i.test(key),
        ),
    )
  );
}
