import { appProtocol } from '../mesh/app-protocol.js';
import { hostCovers } from '../mesh/host.js';
import { isUnmodelled, type Unmodelled } from '../mesh/match.js';
import type { Mesh } from '../mesh/mesh.js';
import type { ClientTls } from '../mesh/destination-rule.js';
import type { Service, ServicePort } from '../mesh/service.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import type { SidecarScope } from '../mesh/sidecar-scope.js';
import type { VirtualService } from '../mesh/virtual-service.js';
import type { Workload } from '../mesh/workload.js';
import { formatRef } from '../model/manifest.js';
import { ANYTHING, type Requests } from './requests.js';
import { routedBy } from './routes.js';
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
      const routing = routingOf(scope, caller, service, port);
      if (isUnmodelled(routing) || routing.length === 0) {
        const requests = isUnmodelled(routing) ? routing : ANYTHING;
        for (const target of mesh.services.resolve(service.host, port.number)) add(target, { requests, tls: own });
        continue;
      }
      for (const { virtualService, path, destinations, requests } of routing) {
        if (!isUnmodelled(requests) && requests.length === 0) continue;
        const route: Reason = { layer: 'route', resource: virtualService.ref, path, text: 'routes it' };
        for (const destination of destinations) {
          const other = mesh.services.find(destination.host);
          if (other === undefined) continue;
          const tls = other === service ? own : mesh.destinationRules.tls(caller, other, destination.port ?? port.number);
          for (const target of targetsOf(mesh, caller, destination, port.number)) add(target, { requests, tls, route });
        }
      }
    }
  }
  return sent;
}

/** The routes for a port of a host; none where no VirtualService routes its protocol. */
function routingOf(scope: SidecarScope, caller: Workload, service: Service, port: ServicePort): ReturnType<typeof routedBy> | Unmodelled {
  const virtualService = chosen(scope, service.host);
  if (virtualService === undefined || isUnmodelled(virtualService)) return virtualService ?? [];
  const serves = appProtocol(port) === 'tcp' ? 'tcp' : 'http';
  return routedBy(virtualService, { port: port.number, gateway: 'mesh', workload: caller, serves });
}

/** The exact host, else the longest wildcard. Two for one host are not joined, and which comes first is not known. */
function chosen({ virtualServices }: SidecarScope, host: string): VirtualService | Unmodelled | undefined {
  const covering = virtualServices
    .flatMap((found) => found.hosts.filter((name) => hostCovers(name, host)).map((name) => ({ found, name })))
    .sort((a, b) => rank(b.name) - rank(a.name));
  const [first, second] = covering;
  if (first !== undefined && second !== undefined && rank(first.name) === rank(second.name)) {
    return { unmodelled: `which of ${formatRef(first.found.ref)} and ${formatRef(second.found.ref)} is older` };
  }
  return first?.found;
}

function rank(host: string): number {
  return host.startsWith('*') ? host.length : Number.POSITIVE_INFINITY;
}
