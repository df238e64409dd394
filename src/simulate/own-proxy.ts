import type { SidecarScope } from '../mesh/sidecar-scope.js';
import type { Way, WorkloadPort } from '../mesh/service-index.js';
import { hostCovers } from '../mesh/host.js';
import type { Reason } from './verdict.js';

/** Why a sidecar with REGISTRY_ONLY does not call a port: it knows no Service that leads to it. */
export function unknownHost({ resource, outbound }: SidecarScope, { ways }: WorkloadPort): Reason {
  const layer = 'sidecar';
  const hosts = ways.map(({ service }) => service.host).join(', ');
  if (ways.length > 0 && resource !== undefined) {
    const text = `does not know ${hosts}, and REGISTRY_ONLY blocks what it does not know`;
    return { layer, resource, path: ['spec', 'egress'], text };
  }
  const what = ways.length === 0 ? 'no Service leads to the port' : `${hosts} is not exported to it`;
  return {
    layer,
    ...(outbound.resource === undefined ? {} : { resource: outbound.resource }),
    ...(outbound.path === undefined ? {} : { path: outbound.path }),
    text: `${outbound.resource === undefined ? 'REGISTRY_ONLY ' : ''}blocks what the sidecar does not know: ${what}`,
  };
}

/** Why a sidecar that knows a Service sends nothing to a port behind it: a VirtualService sends it elsewhere, or nowhere. */
export function unrouted({ virtualServices }: SidecarScope, { service }: Way): Reason {
  const routing = virtualServices.find(({ hosts }) => hosts.some((host) => hostCovers(host, service.host)));
  const layer = 'route';
  if (routing === undefined) return { layer, text: `nothing routes ${service.host} there` };
  return {
    layer,
    resource: routing.ref,
    path: ['spec'],
    text: `routes no request for ${service.host} there`,
  };
}
