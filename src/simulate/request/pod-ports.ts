import type { Mesh } from '../../mesh/mesh.js';
import type { Protocol } from '../../mesh/protocol.js';
import type { RegistryPort, RegistryService } from '../../mesh/registry.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import type { Workload } from '../../mesh/workload.js';

/** What is known of the ports of pods. */
export interface PodPorts {
  /** The port, if a container has it or a Service leads to it. */
  find(workload: Workload, port: number): WorkloadPort | undefined;
  /** What a Service says of the port; of several the oldest. */
  protocol(workload: Workload, port: number): Protocol | undefined;
  /** Whether that Service says HTTP/2. */
  http2(workload: Workload, port: number): boolean;
}

export function podPorts(mesh: Mesh, registry: readonly RegistryService[]): PodPorts {
  const ports = new Map<Workload, Map<number, WorkloadPort>>();
  for (const port of mesh.services.ports) {
    if (port.protocol === 'TCP') entry(ports, port.workload).set(port.number, port);
  }
  const protocols = new Map<Workload, Map<number, RegistryPort>>();
  for (const found of registry.flatMap((service) => service.ports)) {
    for (const { workload, port } of found.endpoints) {
      if (workload === undefined || found.protocol === 'udp') continue;
      const known = entry(protocols, workload);
      if (!known.has(port)) known.set(port, found);
    }
  }
  return {
    find: (workload, port) => ports.get(workload)?.get(port),
    protocol: (workload, port) => protocols.get(workload)?.get(port)?.protocol,
    http2: (workload, port) => protocols.get(workload)?.get(port)?.http2 === true,
  };
}

function entry<V>(map: Map<Workload, Map<number, V>>, workload: Workload): Map<number, V> {
  const found = map.get(workload) ?? new Map<number, V>();
  map.set(workload, found);
  return found;
}
