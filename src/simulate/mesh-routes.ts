import { appProtocol } from '../mesh/app-protocol.js';
import { hostCovers } from '../mesh/host.js';
import { isUnmodelled, type Unmodelled } from '../mesh/match.js';
import type { Mesh } from '../mesh/mesh.js';
import type { ClientTls } from '../mesh/destination-rule.js';
import type { ServicePort } from '../mesh/service.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import type { VirtualService } from '../mesh/virtual-service.js';
import type { Workload } from '../mesh/workload.js';
import { formatRef } from '../model/manifest.js';
import { ANYTHING, type Requests } from './requests.js';
import { routedBy, type Routed } from './routes.js';
import { targetsOf } from './targets.js';
import type { Reason } from './verdict.js';

/** Requests that the caller's proxy sends to a port, and how. */
export interface Sent {
  readonly requests: Requests | Unmodelled;
  readonly tls: ClientTls;
  /** The route that sends them; `undefined` where no VirtualService has a say. */
  readonly route?: Reason;
}

/** What the sidecar of a workload sends to each port. */
export type MeshRoutes = (caller: Workload) => ReadonlyMap<WorkloadPort, readonly Sent[]>;

/** What sidecars send where, by VirtualServices and Services. Each caller is computed once. */
export function meshRoutes(mesh: Mesh): MeshRoutes {
  const found = new Map<Workload, ReadonlyMap<WorkloadPort, readonly Sent[]>>();
  return (caller) => {
    const known = found.get(caller) ?? sentBy(mesh, caller);
    found.set(caller, known);
    return known;
  };
}

function sentBy(mesh: Mesh, caller: Workload): ReadonlyMap<WorkloadPort, readonly Sent[]> {
  const scope = mesh.scopes(caller);
  const choose = chooser(scope.virtualServices);
  const sent = new Map<WorkloadPort, Sent[]>();
  const add = (port: WorkloadPort, entry: Sent): void => {
    const list = sent.get(port);
    if (list === undefined) sent.set(port, [entry]);
    else list.push(entry);
  };
  for (const service of mesh.services.all) {
    for (const port of service.ports) {
      if (port.protocol !== 'TCP' || !scope.sees({ service, port })) continue;
      const own = mesh.destinationRules.tls(caller, service, port.number);
      const routing = routingOf(choose(service.host), caller, port);
      if (isUnmodelled(routing) || routing.length === 0) {
        const requests = isUnmodelled(routing) ? routing : ANYTHING;
        for (const target of mesh.services.resolve(service.host, port.number))
          add(target, { requests, tls: own });
        continue;
      }
      for (const { virtualService, path, destinations, requests } of routing) {
        if (!isUnmodelled(requests) && requests.length === 0) continue;
        const route: Reason = { layer: 'route', resource: virtualService.ref, path, text: 'routes it' };
        for (const destination of destinations) {
          const other = mesh.services.find(destination.host);
          if (other === undefined) continue;
          const tls =
            other === service
              ? own
              : mesh.destinationRules.tls(caller, other, destination.port ?? port.number);
          for (const target of targetsOf(mesh, caller, destination, port.number))
            add(target, { requests, tls, route });
        }
      }
    }
  }
  return sent;
}

/** The routes for a port of a host; none where no VirtualService routes its protocol. */
function routingOf(
  virtualService: VirtualService | Unmodelled | undefined,
  caller: Workload,
  port: ServicePort,
): readonly Routed[] | Unmodelled {
  if (virtualService === undefined) return [];
  if (isUnmodelled(virtualService)) return virtualService;
  const serves = appProtocol(port) === 'tcp' ? 'tcp' : 'http';
  return routedBy(virtualService, { port: port.number, gateway: 'mesh', workload: caller, serves });
}

/**
 * Finds the VirtualService of a host: by its name, else by the longest wildcard. Two for one host are not joined, and
 * which of them comes first depends on when they were made.
 */
function chooser(
  virtualServices: readonly VirtualService[],
): (host: string) => VirtualService | Unmodelled | undefined {
  const byName = new Map<string, VirtualService[]>();
  for (const found of virtualServices) {
    for (const name of found.hosts) byName.set(name, [...(byName.get(name) ?? []), found]);
  }
  const wildcards = [...byName.keys()]
    .filter((name) => name.startsWith('*'))
    .sort((a, b) => b.length - a.length);
  return (host) => {
    const name = byName.has(host) ? host : wildcards.find((wildcard) => hostCovers(wildcard, host));
    const [first, second] = name === undefined ? [] : (byName.get(name) ?? []);
    if (first === undefined || second === undefined) return first;
    return { unmodelled: `which of ${formatRef(first.ref)} and ${formatRef(second.ref)} is older` };
  };
}
