import { bypassesOutbound } from '../mesh/capture.js';
import type { Mesh } from '../mesh/mesh.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import type { SidecarScope } from '../mesh/sidecar-scope.js';
import type { CallingParty } from './caller.js';
import type { Reason } from './verdict.js';

/** One way in which a caller may speak to a port. */
export interface Attempt {
  readonly caller: CallingParty;
  /** With the certificate of the mesh, or in the clear. */
  readonly mtls: boolean;
}

/** The ways that a caller has. If its own sidecar leaves none, the one that it would have. */
export interface Attempts {
  readonly list: readonly Attempt[];
  /** Why there is none. */
  readonly blocked?: Reason;
}

/**
 * A sidecar speaks mTLS to services that it knows, and passes other calls through as they are, unless its outbound
 * policy is REGISTRY_ONLY (https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/). Only TCP is
 * redirected to it.
 */
export function attempts(mesh: Mesh, caller: CallingParty, port: WorkloadPort): Attempts {
  const withMtls = { caller, mtls: true };
  const inTheClear = { caller: plain(caller), mtls: false };
  const { workload } = caller;
  if (caller.identity === undefined || port.protocol !== 'TCP') return { list: [inTheClear] };
  if (workload === undefined) return { list: [withMtls, inTheClear] };
  if (workload.proxy === 'gateway') return { list: [withMtls] };
  const scope = mesh.scopes(workload);
  const known = port.ways.some((way) => scope.sees(way));
  const free =
    !scope.outbound.registryOnly ||
    bypassesOutbound(workload, [port.number, ...port.ways.map((way) => way.port.number)]);
  if (known || free) return { list: [...(known ? [withMtls] : []), ...(free ? [inTheClear] : [])] };
  return { list: [withMtls], blocked: blockedBy(scope, port) };
}

function blockedBy({ resource, outbound }: SidecarScope, { ways }: WorkloadPort): Reason {
  const layer = 'sidecar';
  const hosts = ways.map(({ service }) => service.host).join(', ');
  if (ways.length > 0 && resource !== undefined) {
    return {
      layer,
      resource,
      path: ['spec', 'egress'],
      text: `does not know ${hosts}, and REGISTRY_ONLY blocks what it does not know`,
    };
  }
  return {
    layer,
    ...(outbound.resource === undefined ? {} : { resource: outbound.resource }),
    ...(outbound.path === undefined ? {} : { path: outbound.path }),
    text: `${outbound.resource === undefined ? 'REGISTRY_ONLY ' : ''}blocks what the sidecar does not know: ${ways.length === 0 ? 'no Service leads to the port' : `${hosts} is not exported to it`}`,
  };
}

function plain(caller: CallingParty): CallingParty {
  const { identity, ...rest } = caller;
  return identity === undefined ? caller : rest;
}
