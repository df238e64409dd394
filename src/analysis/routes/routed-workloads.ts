import { perMesh } from '../../mesh/per-mesh.js';
import { routedHosts, type RoutedHost } from './routed-hosts.js';

/** A destination of a route for each workload that is one, by the id of the workload. Mirrors are none: nobody waits. */
export const routedWorkloads = perMesh((mesh): ReadonlyMap<string, RoutedHost> => {
  const found = new Map<string, RoutedHost>();
  for (const [host, routes] of routedHosts(mesh)) {
    const all = (mesh.services.find(host)?.ports ?? []).map(({ number }) => number);
    for (const route of routes) {
      const { isMirror, port } = route.field;
      if (isMirror) continue;
      for (const number of port === undefined ? all : [port])
        for (const { workload } of mesh.services.resolve(host, number))
          if (!found.has(workload.id)) found.set(workload.id, route);
    }
  }
  return found;
});
