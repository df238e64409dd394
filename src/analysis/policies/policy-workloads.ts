import type { AuthorizationPolicy } from '../../mesh/authorization-policy.js';
import { selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import { hasOtherPods } from '../workloads/other-workloads.js';
import { identityOf, refOf, type Manifest } from '../../model/manifest.js';

/** A policy, and the workloads whose proxies ask it. */
export interface PolicyWorkloads {
  readonly policy: AuthorizationPolicy;
  readonly workloads: readonly Workload[];
  /** Whether others may ask it too, of which not enough is known. */
  readonly isPartial: boolean;
}

type Growing = PolicyWorkloads & { readonly workloads: Workload[]; isPartial: boolean };

const policies = perMesh((mesh: Mesh): ReadonlyMap<string, PolicyWorkloads> => {
  const found = new Map<string, Growing>();
  for (const workload of mesh.workloads) {
    if (workload.proxy === 'none') continue;
    for (const policy of mesh.authorizationPolicies(workload)) {
      if (policy.targeted) continue;
      const key = identityOf(policy.ref);
      const entry = found.get(key) ?? { policy, workloads: [], isPartial: false };
      found.set(key, entry);
      const isSure =
        typeof workload.proxy === 'string' && selects(policy.selector, workload.labels) === 'yes';
      if (isSure) entry.workloads.push(workload);
      else entry.isPartial = true;
    }
  }
  return found;
});

/** A policy with the workloads that it holds for; nothing where there are none. */
export function policyWorkloads(manifest: Manifest, mesh: Mesh): PolicyWorkloads | undefined {
  const found = policies(mesh).get(identityOf(refOf(manifest)));
  if (found === undefined) return undefined;
  return { ...found, isPartial: found.isPartial || hasOtherPods(mesh, namespaceOf(manifest)) };
}
