import { addressSpace } from '../mesh/address-space.js';
import { isUnmodelled, type Unmodelled } from '../mesh/match.js';
import { blocks } from '../mesh/ip-ranges.js';
import type { Mesh } from '../mesh/mesh.js';
import type { GatewayServer } from '../mesh/gateway-server.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import { INTERNET } from '../model/intent.js';
import { formatRef } from '../model/manifest.js';
import { authorize, type Authorization } from './authorize.js';
import { internetCaller, nodeCaller, workloadCaller } from './caller.js';
import type { Judge } from './judge.js';
import { allowed, either, unknown } from './passage.js';
import { intersection } from './requests.js';
import { routedBy, type Routed } from './routes.js';
import { targetsOf } from './targets.js';
import type { Reason, Verdict } from './verdict.js';

/** The routes from outside to a port, through one gateway. */
interface Entry {
  readonly server: GatewayServer;
  readonly routes: Routed[];
}

/** What the internet can do at each port: through gateways, and directly where the node or a Service opens it. */
export function fromInternet(mesh: Mesh, judge: Judge): (port: WorkloadPort) => Verdict {
  const entries = entriesOf(mesh);
  const admitted = new Map<GatewayServer['workload'], Authorization>();
  const atGateway = (server: GatewayServer): Authorization => {
    const found = admitted.get(server.workload) ?? admittedBy(mesh, server);
    admitted.set(server.workload, found);
    return found;
  };
  const anyService = mesh.gatewayServers.find(({ serves }) => serves === 'auto-passthrough');
  return (port) => {
    const found = [
      ...(entries.get(port) ?? []).map((entry) =>
        routedVerdict(
          judge(workloadCaller(entry.server.workload, mesh), port),
          entry,
          atGateway(entry.server),
        ),
      ),
      ...directly(mesh, judge, port),
      ...port.ways.flatMap(({ service }): readonly Verdict[] => {
        const entrance = mesh.unmodelled.entrance(service.host);
        return entrance === undefined ? [] : [unknown('route', { unmodelled: entrance })];
      }),
      ...(anyService === undefined || port.ways.length === 0
        ? []
        : [unknown('route', { unmodelled: `AUTO_PASSTHROUGH of ${formatRef(anyService.resource)}` })]),
    ];
    if (found.length > 0) return either(found);
    return {
      kind: 'refused',
      by: {
        layer: 'no-listener',
        text: 'no Gateway routes to it, and neither its node nor a Service opens it',
      },
    };
  };
}

function entriesOf(mesh: Mesh): ReadonlyMap<WorkloadPort, readonly Entry[]> {
  const entries = new Map<WorkloadPort, Entry[]>();
  for (const server of mesh.gatewayServers) {
    if (server.serves === 'redirect' || server.serves === 'auto-passthrough') continue;
    for (const virtualService of server.virtualServices) {
      for (const routed of routedBy(virtualService, server)) {
        if (!isUnmodelled(routed.requests) && routed.requests.length === 0) continue;
        for (const destination of routed.destinations) {
          for (const target of targetsOf(mesh, server.workload, destination, server.port)) {
            const list = entries.get(target) ?? [];
            entries.set(target, list);
            const known = list.find(({ server: { workload } }) => workload === server.workload);
            if (known === undefined) list.push({ server, routes: [routed] });
            else known.routes.push(routed);
          }
        }
      }
    }
  }
  return entries;
}

/** Clients of a gateway have no identity of the mesh, and the address that it sees may be that of a node. */
function admittedBy(mesh: Mesh, { workload }: GatewayServer): Authorization {
  const filter = mesh.unmodelled.proxy(workload);
  if (filter !== undefined) return { unmodelled: filter };
  const governing = workload.hostNetwork
    ? []
    : mesh.networkPolicies(workload).filter(({ ingress }) => ingress !== undefined);
  const open =
    governing.length === 0 ||
    governing.some(({ ingress = [] }) =>
      ingress.some(({ peers, ports }) => peers === undefined && ports === undefined),
    );
  if (!open)
    return {
      unmodelled: `whether ${governing.map(({ ref }) => formatRef(ref)).join(' and ')} admits clients to the gateway`,
    };
  return authorize(mesh.authorizationPolicies(workload), {
    caller: {
      id: INTERNET,
      address: addressSpace('the address that the gateway sees', blocks(['0.0.0.0/0', '::/0']), false),
    },
    port: undefined,
    http: true,
  });
}

function routedVerdict(onward: Verdict, { server, routes }: Entry, atGateway: Authorization): Verdict {
  if (onward.kind === 'refused') return onward;
  const found = routes.map(({ requests }) => requests);
  const unclear: Unmodelled | undefined = [...found, atGateway].find((part) => isUnmodelled(part));
  if (unclear !== undefined) return unknown('route', unclear);
  if (onward.kind === 'unknown' || isUnmodelled(atGateway)) return onward;
  const [first] = routes;
  const route: Reason = {
    layer: 'route',
    ...(first === undefined ? {} : { resource: first.virtualService.ref, path: first.path }),
    text: `routes to it at ${formatRef(server.resource)}`,
  };
  const routed = found.flatMap((requests) => (isUnmodelled(requests) ? [] : requests));
  const verdict = allowed({
    requests: intersection(intersection(routed, atGateway.requests), onward.requests),
    because: [route, atGateway.because, ...onward.because],
    ...(onward.partly === undefined ? {} : { partly: onward.partly }),
  });
  if (verdict.kind !== 'refused') return verdict;
  if (atGateway.requests.length === 0) return { kind: 'refused', by: atGateway.because };
  return { kind: 'refused', by: { ...route, text: 'routes to it only what its policies refuse' } };
}

/** Ports of nodes keep the client's address; a Service may replace it by that of the node that took the packet. */
function directly(mesh: Mesh, judge: Judge, port: WorkloadPort): readonly Verdict[] {
  const { workload, hostPort, ways } = port;
  const internet = internetCaller(mesh);
  const open = ways.map(({ service }) => service).filter(({ outside }) => outside !== undefined);
  return [
    ...(workload.hostNetwork || hostPort || open.length > 0 ? [internet] : []),
    ...(open.some(({ keepsSource }) => !keepsSource) ? [{ ...nodeCaller(mesh), id: INTERNET }] : []),
  ].map((caller) => judge(caller, port));
}
