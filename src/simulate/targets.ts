import { mapSelector, selects } from '../mesh/labels.js';
import type { Mesh } from '../mesh/mesh.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import type { RouteDestination } from '../mesh/virtual-service.js';
import type { Workload } from '../mesh/workload.js';

/**
 * The ports to which a client's proxy sends what goes to a destination: those of the pods of the host, of its subset
 * where one is named. Without a port it is the host's only one, else that of the listener; a subset that no
 * DestinationRule has leads nowhere.
 */
export function targetsOf(
  mesh: Mesh,
  client: Workload,
  { host, port, subset }: RouteDestination,
  listenerPort: number,
): readonly WorkloadPort[] {
  const only = mesh.services.resolve(host, port);
  const found = only.length > 0 || port !== undefined ? only : mesh.services.resolve(host, listenerPort);
  if (subset === undefined) return found;
  const service = mesh.services.find(host);
  const labels = service === undefined ? undefined : mesh.destinationRules.subset(client, service, subset);
  if (labels === undefined) return [];
  return found.filter(({ workload }) => selects(mapSelector(labels), workload.labels) === 'yes');
}
