import { at, stringAt } from '../mesh/fields.js';
import type { GatewayServer } from '../mesh/gateway-server.js';
import { perMesh } from '../mesh/per-mesh.js';
import { namespaceOf, type Workload } from '../mesh/workload.js';
import type { Way } from '../mesh/service-index.js';
import type { Manifest } from '../model/manifest.js';

/** The servers of each Gateway, by its `<namespace>/<name>`; one for each workload that has it. */
export const serversByGateway = perMesh((mesh): ReadonlyMap<string, readonly GatewayServer[]> => {
  const found = new Map<string, GatewayServer[]>();
  for (const server of mesh.gatewayServers) append(found, server.gateway, server);
  return found;
});

/** The servers that serve the hosts of each VirtualService; one for each workload that has it. */
export const serversOfRoutes = perMesh((mesh): ReadonlyMap<Manifest, readonly GatewayServer[]> => {
  const found = new Map<Manifest, GatewayServer[]>();
  for (const server of mesh.gatewayServers)
    for (const { manifest } of server.virtualServices) append(found, manifest, server);
  return found;
});

/** `<namespace>/<name>`. */
export function keyOf(gateway: Manifest): string {
  return `${namespaceOf(gateway)}/${gateway.metadata.name}`;
}

/** The ports of Services that lead to each workload, by its id. */
export const waysTo = perMesh((mesh): ReadonlyMap<Workload['id'], readonly Way[]> => {
  const found = new Map<string, Way[]>();
  for (const { workload, ways } of mesh.services.ports)
    for (const way of ways) append(found, workload.id, way);
  return found;
});

/** A server with its Gateway. */
export interface PlacedServer {
  readonly server: GatewayServer;
  readonly gateway: Manifest;
  /** What the proxy does first with a connection: reads HTTP, terminates or looks into TLS, or nothing. */
  readonly first: 'http' | 'tls' | 'tcp';
}

/** The servers that share a port of a proxy, in the order of the files. */
export const serversByPort = perMesh((mesh): ReadonlyMap<string, readonly PlacedServer[]> => {
  const found = new Map<string, PlacedServer[]>();
  const byGateway = serversByGateway(mesh);
  for (const gateway of mesh.manifests.ofKind('networking.istio.io', 'Gateway')) {
    for (const server of byGateway.get(keyOf(gateway)) ?? [])
      append(found, portOf(server, gateway), { server, gateway, first: firstOf(server, gateway) });
  }
  return found;
});

/** Names a port of a proxy. */
export function portOf({ workload, port, path }: GatewayServer, gateway: Manifest): string {
  return `${workload.id}|${stringAt(gateway, ...path, 'bind') ?? ''}|${port}`;
}

function firstOf({ serves, path }: GatewayServer, gateway: Manifest): PlacedServer['first'] {
  if (at(gateway, ...path, 'tls') !== undefined && serves !== 'redirect') return 'tls';
  if (serves === 'http' || serves === 'redirect') return 'http';
  return serves === 'tcp' ? 'tcp' : 'tls';
}

function append<K, T>(index: Map<K, T[]>, key: K, value: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [value]);
  else list.push(value);
}
