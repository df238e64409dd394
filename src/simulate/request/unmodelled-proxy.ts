import type { Mesh } from '../../mesh/mesh.js';
import type { Workload } from '../../mesh/workload.js';

/** What changes a proxy in ways that are not modelled, as people name it. */
export function unmodelledProxy(mesh: Mesh, workload: Workload): string | undefined {
  return mesh.unmodelled.proxy(workload);
}
