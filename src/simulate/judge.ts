import { isUnmodelled } from '../mesh/match.js';
import type { Mesh } from '../mesh/mesh.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import { attempts, type Attempt } from './attempts.js';
import { workloadCaller, type CallingParty } from './caller.js';
import { networkAdmits, networkPoliciesOf, type NetworkAnswer } from './network.js';
import { atProxy, hasProxy } from './at-proxy.js';
import { allowed, either, unknown } from './passage.js';
import { meshRoutes, type MeshRoutes } from './mesh-routes.js';
import { ANYTHING, intersection } from './requests.js';
import type { Verdict } from './verdict.js';

/** Whether a caller inside of the cluster, or one that reaches pods without a gateway, gets through to a port. */
export type Judge = (caller: CallingParty, port: WorkloadPort) => Verdict;

/**
 * Whether a caller inside of the cluster gets through to a port. Layers are asked from the one that is hardest to pass
 * by: packets, then mTLS, then policies of the callee, and last the caller's own sidecar. A definite refusal outweighs
 * whatever is not known.
 */
export function judgeOf(mesh: Mesh): Judge {
  const routes = meshRoutes(mesh);
  const callees = new Map(mesh.workloads.map((workload) => [workload, workloadCaller(workload, mesh)]));
  return (caller, port) => {
    const callee = callees.get(port.workload) ?? workloadCaller(port.workload, mesh);
    const packets = [
      networkAdmits(networkPoliciesOf(mesh, caller.workload), 'egress', callee, port),
      networkAdmits(networkPoliciesOf(mesh, port.workload), 'ingress', caller, port),
    ];
    return judge(mesh, routes, caller, port, packets);
  };
}

function judge(
  mesh: Mesh,
  routes: MeshRoutes,
  caller: CallingParty,
  port: WorkloadPort,
  packets: readonly NetworkAnswer[],
): Verdict {
  const stopped = packets.find(({ match }) => match === 'no');
  if (stopped !== undefined) return { kind: 'refused', by: stopped.reason };
  const { network } = mesh.unmodelled;
  const unclear =
    packets.map(({ match }) => match).find(isUnmodelled) ??
    (network === undefined ? undefined : { unmodelled: network });
  const proxied = hasProxy(mesh, port);
  const rest = isUnmodelled(proxied)
    ? unknown('authorization', proxied)
    : behindNetwork(mesh, routes, caller, port, proxied);
  if (rest.kind === 'refused') return rest;
  if (unclear !== undefined) return unknown('network-policy', unclear);
  if (rest.kind === 'unknown') return rest;
  const partly = caller.anyOfMany ? undefined : packets.find(({ match }) => match === 'some')?.reason;
  return {
    ...rest,
    because: [...packets.map(({ reason }) => reason), ...rest.because],
    ...(partly === undefined ? {} : { partly }),
  };
}

function behindNetwork(
  mesh: Mesh,
  routes: MeshRoutes,
  caller: CallingParty,
  port: WorkloadPort,
  proxied: boolean,
): Verdict {
  const { list, blocked, unclear } = attempts(mesh, routes, caller, port);
  const verdict = either(
    list.map((attempt) => sentOnly(attempt, proxied ? atProxy(mesh, attempt, port) : withoutProxy(port))),
  );
  if (verdict.kind === 'refused') return verdict;
  if (caller.unmodelled !== undefined) return unknown('authorization', caller.unmodelled);
  if (unclear !== undefined) return unknown('sidecar', unclear);
  const filter = caller.workload === undefined ? undefined : mesh.unmodelled.proxy(caller.workload);
  if (filter !== undefined && caller.identity !== undefined)
    return unknown('sidecar', { unmodelled: filter });
  return blocked === undefined ? verdict : { kind: 'refused', by: blocked };
}

/** What the callee would take, as far as the caller's proxy sends it. */
function sentOnly({ requests, because }: Attempt, verdict: Verdict): Verdict {
  if (verdict.kind !== 'allowed') return verdict;
  if (isUnmodelled(requests)) return unknown('route', requests);
  if (requests === ANYTHING) return { ...verdict, because: [...because, ...verdict.because] };
  const [route] = because;
  const sent = allowed({
    requests: intersection(requests, verdict.requests),
    because: [...because, ...verdict.because],
    ...(verdict.partly === undefined ? {} : { partly: verdict.partly }),
  });
  if (sent.kind === 'allowed' || route === undefined) return sent;
  return { kind: 'refused', by: { ...route, text: 'routes there only what its policies refuse' } };
}

function withoutProxy({ workload, protocol }: WorkloadPort): Verdict {
  const text = workload.hostNetwork
    ? 'the pod is on the network of its node: no NetworkPolicy, mTLS or AuthorizationPolicy applies to it'
    : workload.proxy === 'none'
      ? 'the pod has no sidecar, so neither mTLS nor an AuthorizationPolicy protects it'
      : `the sidecar does not stand before this port${protocol === 'TCP' ? '' : `, as it takes no ${protocol}`}`;
  return allowed({ requests: ANYTHING, because: [{ layer: 'authorization', text }] });
}
