import { perMesh } from '../../mesh/per-mesh.js';
import type { Workload } from '../../mesh/workload.js';

/** The workloads at which each Gateway listens, by `<namespace>/<name>`. */
export const gatewayWorkloads = perMesh((mesh): ReadonlyMap<string, readonly Workload[]> => {
  const found = new Map<string, Set<Workload>>();
  for (const { gateway, workload } of mesh.gatewayServers) {
    const list = found.get(gateway);
    if (list === undefined) found.set(gateway, new Set([workload]));
    else list.add(workload);
  }
  return new Map([...found].map(([gateway, workloads]) => [gateway, [...workloads]]));
});
