import { isUnmodelled } from '../mesh/match.js';
import type { Mesh } from '../mesh/mesh.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import { attempts } from './attempts.js';
import { workloadCaller, type CallingParty } from './caller.js';
import { networkAdmits, networkPoliciesOf } from './network.js';
import { atProxy, hasProxy } from './at-proxy.js';
import { allowed, either, unknown } from './passage.js';
import { ANYTHING } from './requests.js';
import type { Verdict } from './verdict.js';

/**
 * Whether a caller inside of the cluster gets through to a port. Layers are asked from the one that is hardest to pass
 * by: packets, then mTLS, then policies of the callee, and last the caller's own sidecar. A definite refusal outweighs
 * whatever is not known.
 */
export function judge(mesh: Mesh, caller: CallingParty, port: WorkloadPort): Verdict {
  const callee = port.workload;
  const packets = [
    networkAdmits(networkPoliciesOf(mesh, caller.workload), 'egress', workloadCaller(callee, mesh), port),
    networkAdmits(networkPoliciesOf(mesh, callee), 'ingress', caller, port),
  ];
  const stopped = packets.find(({ match }) => match === 'no');
  if (stopped !== undefined) return { kind: 'refused', by: stopped.reason };
  const { network } = mesh.unmodelled;
  const unclear =
    packets.map(({ match }) => match).find(isUnmodelled) ??
    (network === undefined ? undefined : { unmodelled: network });
  const proxied = hasProxy(mesh, port);
  const rest = isUnmodelled(proxied)
    ? unknown('authorization', proxied)
    : behindNetwork(mesh, caller, port, proxied);
  if (rest.kind === 'refused') return rest;
  if (unclear !== undefined) return unknown('network-policy', unclear);
  if (rest.kind === 'unknown') return rest;
  const partly = caller.anyOfMany ? undefined : packets.find(({ match }) => match === 'some')?.reason;
  return allowed({
    requests: rest.requests,
    because: [...packets.map(({ reason }) => reason), ...rest.because],
    ...((partly ?? rest.partly) === undefined ? {} : { partly: partly ?? rest.partly }),
  });
}

function behindNetwork(mesh: Mesh, caller: CallingParty, port: WorkloadPort, proxied: boolean): Verdict {
  const { list, blocked } = attempts(mesh, caller, port);
  const found = list.map((attempt) => (proxied ? atProxy(mesh, attempt, port) : withoutProxy(port)));
  const verdict = either(found);
  if (verdict.kind === 'refused') return verdict;
  if (caller.unmodelled !== undefined) return unknown('authorization', caller.unmodelled);
  const filter = caller.workload === undefined ? undefined : mesh.unmodelled.proxy(caller.workload);
  if (filter !== undefined && caller.identity !== undefined)
    return unknown('sidecar', { unmodelled: filter });
  return blocked === undefined ? verdict : { kind: 'refused', by: blocked };
}

function withoutProxy({ workload, protocol }: WorkloadPort): Verdict {
  const text = workload.hostNetwork
    ? 'the pod is on the network of its node: no NetworkPolicy, mTLS or AuthorizationPolicy applies to it'
    : workload.proxy === 'none'
      ? 'the pod has no sidecar, so neither mTLS nor an AuthorizationPolicy protects it'
      : `the sidecar does not stand before this port${protocol === 'TCP' ? '' : `, as it takes no ${protocol}`}`;
  return allowed({ requests: ANYTHING, because: [{ layer: 'authorization', text }] });
}
