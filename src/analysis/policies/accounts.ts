import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';

/** The service accounts of each namespace: those of the set, those that its pods run as, and `default`. */
export const accountsOf = perMesh((mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  const add = (namespace: string, name: string): void => {
    const list = found.get(namespace);
    if (list === undefined) found.set(namespace, new Set(['default', name]));
    else list.add(name);
  };
  for (const account of mesh.manifests.ofKind('', 'ServiceAccount'))
    add(namespaceOf(account), account.metadata.name);
  for (const { namespace, serviceAccount } of mesh.workloads) add(namespace, serviceAccount);
  return found;
});
