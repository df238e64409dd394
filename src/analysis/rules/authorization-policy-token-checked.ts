import { extentOf } from '../../mesh/extent.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { Workload } from '../../mesh/workload.js';
import { policyWorkloads } from '../policies/policy-workloads.js';
import { tokenConditions } from '../policies/token-conditions.js';
import { tokenRules } from '../policies/token-rules.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source (requestPrincipals).
export const authorizationPolicyTokenChecked = defineRule({
  id: 'authorization-policy-token-checked',
  severity: 'error',
  what: 'A policy asks for what is in a token, and no RequestAuthentication checks tokens for its workloads.',
  why: 'What is in a token counts only if the same proxy has checked it: without that no request has a principal or a claim, even if the gateway in front has checked it.',
  fix: 'Add a RequestAuthentication for the same workloads.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const [first] = tokenConditions(manifest);
    const found = policyWorkloads(manifest, mesh);
    if (first === undefined || found === undefined || found.isPartial) return;
    const { workloads } = found;
    if (workloads.some((one) => tokenRules(mesh, one).length > 0 || mesh.unmodelled.proxy(one) !== undefined))
      return;
    const [workload] = workloads;
    if (workload === undefined) return;
    const whom = first.isNegated ? 'every request' : 'no request';
    yield {
      path: first.path,
      severity: workloads.every((one) => isKnown(mesh, one)) ? undefined : 'warning',
      message: `matches ${whom}: no RequestAuthentication holds for ${workload.id}`,
    };
  },
});

/** Whether the set has all that holds for a workload: what is in the namespace of Istio may be elsewhere. */
function isKnown(mesh: Mesh, { namespace }: Workload): boolean {
  return extentOf(mesh).holds(namespace, 'security.istio.io', 'RequestAuthentication');
}
