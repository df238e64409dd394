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
import { judge } from './judge.js';
import { allowed, either, unknown } from './passage.js';
import { intersection } from './requests.js';
import { routedBy, type Routed } from './routes.js';
import type { Reason, Verdict } from './verdict.js';

/** A route from outside to a port. */
interface Entry {
  readonly server: GatewayServer;
  readonly routed: Routed;
}

/** What the internet can do at each port: through gateways, and directly where the node or a Service opens it. */
export function fromInternet(mesh: Mesh): (port: WorkloadPort) => Verdict {
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
      ...(entries.get(port) ?? []).map((entry) => routedVerdict(mesh, port, entry, atGateway(entry.server))),
      ...directly(mesh, port),
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
        for (const { host, port } of routed.destinations) {
          const direct = mesh.services.resolve(host, port);
          const targets =
            direct.length > 0 || port !== undefined ? direct : mesh.services.resolve(host, server.port);
          for (const target of targets) {
            const list = entries.get(target);
            if (list === undefined) entries.set(target, [{ server, routed }]);
            else list.push({ server, routed });
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

function routedVerdict(
  mesh: Mesh,
  port: WorkloadPort,
  { server, routed }: Entry,
  atGateway: Authorization,
): Verdict {
  const onward = judge(mesh, workloadCaller(server.workload, mesh), port);
  if (onward.kind === 'refused')
    return {
      kind: 'refused',
      by: { ...onward.by, text: onward.by.text },
    };
  const unclear: Unmodelled | undefined = [routed.requests, atGateway].find((found) => isUnmodelled(found));
  if (unclear !== undefined) return unknown('route', unclear);
  if (onward.kind === 'unknown') return onward;
  if (isUnmodelled(routed.requests) || isUnmodelled(atGateway)) return onward;
  const route: Reason = {
    layer: 'route',
    resource: routed.virtualService.ref,
    path: routed.path,
    text: `routes to it at ${formatRef(server.resource)}`,
  };
  const verdict = allowed({
    requests: intersection(intersection(routed.requests, atGateway.requests), onward.requests),
    because: [route, atGateway.because, ...onward.because],
    ...(onward.partly === undefined ? {} : { partly: onward.partly }),
  });
  if (verdict.kind !== 'refused') return verdict;
  if (atGateway.requests.length === 0) return { kind: 'refused', by: atGateway.because };
  return { kind: 'refused', by: { ...route, text: 'routes to it only what its policies refuse' } };
}

/** Ports of nodes keep the client's address; a Service may replace it by that of the node that took the packet. */
function directly(mesh: Mesh, port: WorkloadPort): readonly Verdict[] {
  const { workload, hostPort, ways } = port;
  const internet = internetCaller(mesh);
  if (workload.hostNetwork || hostPort) return [judge(mesh, internet, port)];
  return ways
    .map(({ service }) => service)
    .filter(({ outside }) => outside !== undefined)
    .flatMap(({ keepsSource }) => [internet, ...(keepsSource ? [] : [{ ...nodeCaller(mesh), id: INTERNET }])])
    .map((caller) => judge(mesh, caller, port));
}
