import { at, itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import { labelSelector } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { selectorIndex } from '../../mesh/selector-index.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import { hasOtherPods, selectsOtherWorkload } from '../workloads/other-workloads.js';
import type { Manifest } from '../../model/manifest.js';

/** A policy that no proxy of its namespace asks. */
export interface Unenforced {
  readonly manifest: Manifest;
  /** One of the workloads that it selects. */
  readonly workload: Workload;
}

/** The policies that select nothing but pods without a proxy, by namespace, in the order of the files. */
export const unenforcedPolicies = perMesh((mesh: Mesh): ReadonlyMap<string, readonly Unenforced[]> => {
  const policies = ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].flatMap((kind) =>
    mesh.manifests.ofKind('security.istio.io', kind).filter((manifest) => closes(mesh, manifest)),
  );
  const index = selectorIndex(
    policies,
    (manifest) => labelSelector(objectAt(manifest, 'spec', 'selector')),
    namespaceOf,
  );
  const selected = new Map<Manifest, Workload | 'asked'>();
  for (const workload of mesh.workloads) {
    for (const manifest of index.selecting(workload.namespace, workload.labels)) {
      if (workload.proxy !== 'none') selected.set(manifest, 'asked');
      else if (!selected.has(manifest)) selected.set(manifest, workload);
    }
  }
  const found = new Map<string, Unenforced[]>();
  for (const manifest of policies) {
    const workload = selected.get(manifest);
    if (workload === undefined || workload === 'asked') continue;
    const namespace = namespaceOf(manifest);
    const list = found.get(namespace);
    if (list === undefined) found.set(namespace, [{ manifest, workload }]);
    else list.push({ manifest, workload });
  }
  return found;
});

/** Whether a policy refuses anything, and of pods that are known. */
function closes(mesh: Mesh, manifest: Manifest): boolean {
  const namespace = namespaceOf(manifest);
  const selector = labelSelector(objectAt(manifest, 'spec', 'selector'));
  if (hasOtherPods(mesh, namespace) || selectsOtherWorkload(mesh, namespace, selector)) return false;
  if (['targetRef', 'targetRefs'].some((field) => at(manifest, 'spec', field) !== undefined)) return false;
  const { kind } = manifest;
  if (kind === 'RequestAuthentication') return itemsAt(manifest, 'spec', 'jwtRules').length > 0;
  if (kind === 'AuthorizationPolicy') return stringAt(manifest, 'spec', 'action') !== 'AUDIT';
  const ports = Object.values(objectAt(manifest, 'spec', 'portLevelMtls') ?? {});
  return [objectAt(manifest, 'spec', 'mtls'), ...ports].some((mtls) => stringAt(mtls, 'mode') === 'STRICT');
}
