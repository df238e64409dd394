import { authorizationPolicyOf } from '../../mesh/authorization-policy.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { Workload } from '../../mesh/workload.js';
import { formatRef, identityOf, refOf } from '../../model/manifest.js';
import { routedWorkloads } from '../routes/routed-workloads.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/security/authorization-policy/ (rules: "the match will never occur").
export const authorizationPolicyAllowsSomebody = defineRule({
  id: 'authorization-policy-allows-somebody',
  severity: 'error',
  what: 'A policy without rules closes a workload to which a route leads, and no other policy lets anybody in.',
  why: 'Every request that takes the route is refused with 403, whoever sends it.',
  fix: 'Add an ALLOW for its callers, `rules: [{}]` to let everybody in, or remove the route.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const policy = authorizationPolicyOf(manifest);
    if (policy?.action !== 'ALLOW' || policy.rules.length > 0 || policy.targeted) return;
    const closed = closedWorkloads(mesh).get(identityOf(refOf(manifest))) ?? [];
    const [first] = closed;
    const route = routedWorkloads(mesh).get(first?.id ?? '');
    if (first === undefined || route === undefined) return;
    const others = closed.length === 1 ? '' : `, nor to ${closed.length - 1} more`;
    const { manifest: router, field } = route;
    yield {
      path: ['spec'],
      message: `lets nobody in to ${first.id}, to which ${formatRef(refOf(router))} routes${others}`,
      related: [{ manifest: router, path: field.path, message: 'routes to it' }],
    };
  },
});

/**
 * The workloads to which a route leads and of which no ALLOW has a rule, by the last policy that closes them: that of the
 * namespace rather than that of the mesh. Closing a namespace and letting callers in one by one is the documented way,
 * so a policy without rules is only wrong where nothing opens what is in use.
 */
const closedWorkloads = perMesh((mesh: Mesh): ReadonlyMap<string, readonly Workload[]> => {
  const found = new Map<string, Workload[]>();
  for (const workload of mesh.workloads) {
    if (workload.proxy !== 'sidecar' || !routedWorkloads(mesh).has(workload.id)) continue;
    const allow = mesh.authorizationPolicies(workload).filter(({ action }) => action === 'ALLOW');
    if (allow.some(({ rules, targeted }) => targeted || rules.length > 0)) continue;
    const last = allow.at(-1);
    if (last === undefined) continue;
    const key = identityOf(last.ref);
    const list = found.get(key);
    if (list === undefined) found.set(key, [workload]);
    else list.push(workload);
  }
  return found;
});
