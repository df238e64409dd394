import type { Endpoint, RegistryService } from '../../mesh/registry.js';
import { isOfCluster, outsideService } from '../../mesh/outside-services.js';
import type { Workload } from '../../mesh/workload.js';
import { arrive, isWebSocketOverHttp2, tlsInTls, webSocketOverHttp2 } from './arrive.js';
import type { Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { ended, type Ending } from './ending.js';
import { endedOutside } from './outside.js';
import { spread } from './send.js';
import type { Trace } from './trace.js';

/** What a name stands for: a service of the cluster, pods of a headless one, or a place outside. */
export interface Place {
  /** The name as it is written, without port. */
  readonly name: string;
  /** The Service of Kubernetes behind it. */
  readonly service?: RegistryService;
  /** Set if the name is not one of the cluster's. */
  readonly external?: string;
  /** Set if the name is that of a Service outside of the set, of which no ports are known. */
  readonly unknown?: string;
}

/** The names that a resolver tries, as a pod's resolv.conf has them. */
function spellings(name: string, namespace: string): readonly string[] {
  const host = name.toLowerCase();
  if (host.endsWith('.')) return [host.slice(0, -1)];
  return [
    host,
    `${host}.${namespace}.svc.cluster.local`,
    `${host}.svc.cluster.local`,
    `${host}.cluster.local`,
  ];
}

/** What a name stands for to a pod of a namespace; `undefined` if nothing has it. */
export function resolve(
  compiled: CompiledMesh,
  name: string,
  namespace: string,
  depth = 0,
): Place | undefined {
  for (const host of spellings(name, namespace)) {
    const service = compiled.byHost.get(host)?.find(({ source }) => source === 'kubernetes');
    if (service?.alias !== undefined) {
      return depth > 8 ? undefined : resolve(compiled, service.alias, namespace, depth + 1);
    }
    if (service !== undefined) return { name, service };
    if (isOfCluster(host) && outsideService(compiled.mesh, host) !== undefined)
      return { name, unknown: host };
  }
  if (/\.svc(\.cluster\.local)?\.?$/i.test(name)) return undefined;
  return { name, external: name.toLowerCase().replace(/\.$/, '') };
}

/** A connection that no proxy of its own leads: what the cluster's network does with it. */
export function toPlace(
  compiled: CompiledMesh,
  { service, external, name }: Place,
  port: number,
  connection: Connection,
  from: Workload | undefined,
  trace: Trace,
): readonly Ending[] {
  const refused = (text: string): readonly Ending[] => {
    trace.add('destination', text, service?.ref);
    return ended(trace, 'refused', connection.byHttpProxy ? 503 : null, { unconnected: true });
  };
  if (service === undefined) {
    const { message } = connection;
    if (connection.tls === 'mtls')
      return refused(`${external ?? name} is outside of the mesh and has no identity`);
    if (connection.tls === 'tls' && message.sealed) return tlsInTls(trace);
    if (isWebSocketOverHttp2(connection)) return webSocketOverHttp2(trace);
    trace.add('port', `${external ?? name} gets it on port ${port}`);
    return ended(trace, 'routed', null, {
      destination: { workload: `external/${external ?? name}`, port },
      ...(message.kind === 'http' ? { host: message.authority, path: message.path } : {}),
    });
  }
  const endpoints = service.passthrough ? podsAt(service, port) : endpointsAt(service, port);
  if (endpoints === undefined) return refused(`${service.host} has no port ${port}`);
  if (endpoints.length === 0) return refused(`${service.host} has no pods`);
  return spread(endpoints, trace, false, ({ workload, port: target }, part) => {
    if (workload === undefined) return endedOutside(service, part);
    if (workload.proxy === 'gateway') {
      return compiled.enterGateway(compiled, workload, target, connection, part);
    }
    return arrive(compiled, { workload, port: target }, connection, from, part);
  });
}

function endpointsAt(service: RegistryService, port: number): readonly Endpoint[] | undefined {
  return service.ports.find(({ number, protocol }) => number === port && protocol !== 'udp')?.endpoints;
}

/** A headless Service's name stands for its pods, at whatever port. */
function podsAt({ ports }: RegistryService, port: number): readonly Endpoint[] {
  const pods = new Map<Workload | undefined, Endpoint>();
  for (const { endpoints } of ports) {
    for (const endpoint of endpoints) pods.set(endpoint.workload, { ...endpoint, port });
  }
  return [...pods.values()];
}
