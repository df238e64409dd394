import { isMap } from '../../contains.js';
import { mapsAt, numberAt, textAt } from '../../json.js';
import type { Pod } from '../world/pod.js';
import type { Service } from '../world/service.js';
import type { Configuration } from '../../istiod/istiod.js';

/** Where a pod's program listens, and which of that the sidecar gets first. */
export interface Ports {
  readonly all: readonly number[];
  readonly captured: readonly number[];
}

export function portsOf(pod: Pod, services: readonly Service[], configuration?: Configuration): Ports {
  const all = new Set(pod.ports.map(({ number }) => number));
  for (const service of services) {
    if (!service.pods.includes(pod)) continue;
    for (const port of service.ports) {
      const target = port.target(pod);
      if (target !== undefined) all.add(target);
    }
  }
  if (pod.proxy !== 'sidecar') return { all: [...all], captured: [] };
  // A Sidecar's ingress listeners may be at ports that nothing else names.
  const listened = new Set([...all, ...inboundPorts(configuration)]);
  return { all: [...all], captured: [...listened].filter((port) => isCaptured(pod, port)) };
}

/** @see https://istio.io/latest/docs/reference/config/annotations/ */
function isCaptured({ annotations }: Pod, port: number): boolean {
  const listed = (name: string): readonly string[] | undefined =>
    annotations[`traffic.sidecar.istio.io/${name}`]?.split(',').map((one) => one.trim());
  const included = listed('includeInboundPorts') ?? ['*'];
  if (!included.includes('*') && !included.includes(String(port))) return false;
  return listed('excludeInboundPorts')?.includes(String(port)) !== true;
}

/** Whether a pod's connections to a port go through its sidecar. */
export function leavesByProxy({ proxy, annotations }: Pod, port: number): boolean {
  const excluded = annotations['traffic.sidecar.istio.io/excludeOutboundPorts'] ?? '';
  return proxy === 'sidecar' && !excluded.split(',').some((one) => one.trim() === String(port));
}

const BLACK_HOLE = 15006;

function inboundPorts(configuration: Configuration | undefined): readonly number[] {
  const inbound = configuration?.listeners
    .filter(isMap)
    .find((one) => textAt(one, 'name') === 'virtualInbound');
  return mapsAt(inbound, 'filter_chains')
    .map((chain) => numberAt(chain, 'filter_chain_match', 'destination_port'))
    .filter((port) => port !== undefined)
    .filter((port) => port !== BLACK_HOLE);
}
