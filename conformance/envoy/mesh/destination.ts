import { spellings } from '../world/names.js';
import type { Pod } from '../world/pod.js';
import type { Route } from '../client/connect.js';
import type { RunningMesh } from './running-mesh.js';
import { leavesByProxy } from './ports.js';

/** A connection that a caller would make, and the pod whose proxy logs it first. */
export interface Leg {
  readonly route: Route;
  readonly proxy?: Pod;
}

/** Who calls. */
export interface Caller {
  /** Absent for callers without a pod: nodes and the internet. */
  readonly pod?: Pod;
  readonly source: string;
}

/** The way of a connection out of the caller. A text says why there is none. */
export async function legOf(
  mesh: RunningMesh,
  caller: Caller,
  host: string,
  port: number,
  sourcePort: number,
): Promise<Leg | string> {
  const { pod, source } = caller;
  if (pod !== undefined && leavesByProxy(pod, port)) {
    const destination = await addressFor(mesh, pod, host, port);
    if (destination === undefined) return `the name ${host} does not resolve`;
    return {
      proxy: pod,
      route: {
        ip: pod.ip,
        port: 15001,
        local: pod.ip,
        proxied: { source, sourcePort, destination, destinationPort: port },
      },
    };
  }
  const place = mesh.world.names.resolve(host, pod?.namespace ?? 'default')[0];
  if (place === undefined) return `the name ${host} does not resolve`;
  if (place.external !== undefined) {
    await mesh.startOutside(place.external, place.ip, port);
    return { route: { ip: place.ip, port, local: mesh.playedFrom(source) } };
  }
  if (place.service !== undefined) {
    const target = place.service.ports.find(({ number }) => number === port)?.target;
    if (target === undefined) return `Service ${place.service.name} has no port ${port}`;
    // As kube-proxy does: any of them.
    const first = place.service.pods[sourcePort % place.service.pods.length];
    if (first === undefined) return `Service ${place.service.name} has no pods`;
    const to = target(first);
    return to === undefined ? `no port of the pods has the name` : legTo(mesh, first, to, source, sourcePort);
  }
  const to = mesh.world.pods.find(({ ip }) => ip === place.ip);
  return to === undefined ? `nobody has the address ${place.ip}` : legTo(mesh, to, port, source, sourcePort);
}

/** A connection from outside of any proxy to a pod. */
export function legTo(mesh: RunningMesh, pod: Pod, port: number, source: string, sourcePort: number): Leg {
  const local = mesh.playedFrom(source);
  if (!mesh.isCaptured(pod, port)) return { route: { ip: pod.ip, port, local } };
  return {
    proxy: pod,
    route: {
      ip: pod.ip,
      port,
      local,
      proxied: { source, sourcePort, destination: pod.ip, destinationPort: port },
    },
  };
}

/** The address that a program behind a sidecar gets for a name, for its proxy to look at. */
async function addressFor(
  mesh: RunningMesh,
  pod: Pod,
  host: string,
  port: number,
): Promise<string | undefined> {
  const captured = mesh.capturedNames(pod);
  for (const name of spellings(host, pod.namespace)) {
    const [address] = captured[name] ?? [];
    if (address !== undefined) return address;
  }
  // No proxy sees what a pod sends to its own address, so that of several addresses it takes another.
  const places = mesh.world.names.resolve(host, pod.namespace);
  const place = places.find(({ ip }) => ip !== pod.ip) ?? places[0];
  if (place?.external !== undefined) await mesh.startOutside(place.external, place.ip, port);
  return place?.ip;
}
