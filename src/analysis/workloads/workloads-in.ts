import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { Workload } from '../../mesh/workload.js';

/** The workloads of each namespace. */
export const workloadsIn = perMesh((mesh: Mesh): ReadonlyMap<string, readonly Workload[]> => {
  const found = new Map<string, Workload[]>();
  for (const workload of mesh.workloads) append(found, workload.namespace, workload);
  return found;
});

/** The workloads whose pods have a label, by `key=value`. */
export const workloadsWith = perMesh((mesh: Mesh): ReadonlyMap<string, readonly Workload[]> => {
  const found = new Map<string, Workload[]>();
  for (const workload of mesh.workloads)
    for (const [key, value] of Object.entries(workload.labels.labels))
      append(found, `${key}=${value}`, workload);
  return found;
});

function append<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [value]);
  else list.push(value);
}
