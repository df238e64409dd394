import { fullHost } from '../../mesh/host.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { destinationFields, type DestinationField } from './destinations.js';

/** A destination, and the VirtualService that has it. */
export interface RoutedHost {
  readonly manifest: Manifest;
  readonly field: DestinationField;
}

/** The destinations of all routes, by their full host. */
export const routedHosts = perMesh((mesh): ReadonlyMap<string, readonly RoutedHost[]> => {
  const found = new Map<string, RoutedHost[]>();
  for (const manifest of mesh.manifests.ofKind('networking.istio.io', 'VirtualService')) {
    for (const field of destinationFields(manifest)) {
      const host = fullHost(field.host, namespaceOf(manifest)).toLowerCase();
      const list = found.get(host);
      if (list === undefined) found.set(host, [{ manifest, field }]);
      else list.push({ manifest, field });
    }
  }
  return found;
});
