import { bypassesOutbound } from '../mesh/capture.js';
import type { ClientTls } from '../mesh/destination-rule.js';
import { isUnmodelled, type Unmodelled } from '../mesh/match.js';
import type { Mesh } from '../mesh/mesh.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import type { CallingParty } from './caller.js';
import type { MeshRoutes, Sent } from './mesh-routes.js';
import { ANYTHING, type Requests } from './requests.js';
import { unknownHost, unrouted } from './own-proxy.js';
import type { Reason } from './verdict.js';

/** One way in which a caller may speak to a port. */
export interface Attempt {
  /** Without identity if it speaks plaintext. */
  readonly caller: CallingParty;
  /** The requests that its own proxy sends this way. */
  readonly requests: Requests | Unmodelled;
  /** What makes its own proxy send them, beside the Service. */
  readonly because: readonly Reason[];
}

/** The ways that a caller has. If its own proxy leaves none, the one that it would have, and what is in the way. */
export interface Attempts {
  readonly list: readonly Attempt[];
  readonly blocked?: Reason;
  /** Set if it is not known which ways there are. */
  readonly unclear?: Unmodelled;
}

/**
 * A sidecar speaks mTLS to services that it knows, as VirtualServices route and unless a DestinationRule says
 * otherwise, and passes other calls through as they are, unless its outbound policy is REGISTRY_ONLY
 * (https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/). Only TCP is redirected to it.
 */
export function attempts(mesh: Mesh, routes: MeshRoutes, caller: CallingParty, port: WorkloadPort): Attempts {
  const withMtls = { caller, requests: ANYTHING, because: [] };
  const inTheClear = { ...withMtls, caller: plain(caller) };
  const { workload } = caller;
  if (caller.identity === undefined || port.protocol !== 'TCP') return { list: [inTheClear] };
  if (workload === undefined) return { list: [withMtls, inTheClear] };
  if (workload.proxy === 'gateway') {
    const sent = port.ways.map((way): Sent => {
      return { requests: ANYTHING, tls: mesh.destinationRules.tls(workload, way.service, way.port.number) };
    });
    return { list: sent.length === 0 ? [withMtls] : byTls(caller, sent) };
  }
  const scope = mesh.scopes(workload);
  if (scope.unclear !== undefined) return { list: [withMtls, inTheClear], unclear: scope.unclear };
  const list = byTls(caller, routes(workload).get(port) ?? []);
  const servicePorts = port.ways.map((way) => way.port.number);
  if (!scope.outbound.registryOnly || bypassesOutbound(workload, [port.number, ...servicePorts])) {
    return { list: [...list, inTheClear] };
  }
  if (list.length > 0) return { list };
  const known = port.ways.find((way) => scope.sees(way));
  return {
    list: [withMtls],
    blocked: known === undefined ? unknownHost(scope, port) : unrouted(scope, known),
  };
}

/** One attempt for everything that is sent alike. */
function byTls(caller: CallingParty, sent: readonly Sent[]): readonly Attempt[] {
  const groups = new Map<string, Sent[]>();
  for (const entry of sent) {
    const key = isUnmodelled(entry.tls) ? entry.tls.unmodelled : entry.tls.mode;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].map((entries) => {
    const tls: ClientTls = entries[0]?.tls ?? { mode: 'mtls' };
    const [route] = entries.flatMap((entry) => entry.route ?? []);
    const because = [...(route === undefined ? [] : [route]), ...tlsReasons(tls)];
    const speaker = isUnmodelled(tls) || tls.mode === 'mtls' ? caller : plain(caller);
    return { caller: speaker, requests: isUnmodelled(tls) ? tls : joined(entries), because };
  });
}

function tlsReasons(tls: ClientTls): readonly Reason[] {
  if (isUnmodelled(tls) || tls.mode === 'mtls') return [];
  return [
    { layer: 'mtls', resource: tls.resource, path: tls.path, text: 'makes the caller speak plaintext' },
  ];
}

function joined(sent: readonly Sent[]): Requests | Unmodelled {
  const all = sent.map(({ requests }) => requests);
  if (all.every((requests) => requests === ANYTHING)) return ANYTHING;
  return all.find(isUnmodelled) ?? all.flatMap((requests) => (isUnmodelled(requests) ? [] : requests));
}

function plain(caller: CallingParty): CallingParty {
  const { identity, ...rest } = caller;
  return identity === undefined ? caller : rest;
}
