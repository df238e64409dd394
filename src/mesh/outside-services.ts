import type { KnownService } from '../model/assumptions.js';
import { hostCovers } from './host.js';
import type { Mesh } from './mesh.js';
import { perMesh } from './per-mesh.js';
import type { Endpoint, RegistryService } from './registry.js';

const CLUSTER = '.svc.cluster.local';

/** Finds what is said to exist outside of a set by its host: by name first, then by the longest wildcard. */
const lookupOf = perMesh((mesh) => {
  const services = mesh.assumptions.services ?? [];
  const byHost = new Map(services.map((service) => [service.host.toLowerCase(), service]));
  const wildcards = services
    .filter(({ host }) => host.startsWith('*'))
    .toSorted((a, b) => b.host.length - a.host.length);
  return (host: string): KnownService | undefined =>
    byHost.get(host) ?? wildcards.find((service) => hostCovers(service.host, host));
});

/** The service that is said to exist outside of the set, by its full name. Whether the set has the host is not asked. */
export function outsideService(mesh: Mesh, host: string): KnownService | undefined {
  return mesh.assumptions.services === undefined ? undefined : lookupOf(mesh)(host.toLowerCase());
}

/** Whether it has a port, as far as is said. */
export function hasOutsidePort({ ports }: KnownService, port: number): boolean {
  return ports === undefined || ports.includes(port);
}

/** Whether a host is that of a Service of the cluster. */
export function isOfCluster(host: string): boolean {
  return host.endsWith(CLUSTER);
}

/**
 * The Services of the cluster that are said to exist outside of the set, with their ports, as proxies know them. Of what
 * is named by a wildcard, or without ports, there is nothing that a proxy would know.
 * @param hosts those that the set has itself
 */
export function outsideKubernetes(mesh: Mesh, hosts: ReadonlySet<string>): readonly RegistryService[] {
  return (mesh.assumptions.services ?? []).flatMap(({ host, ports }) => {
    const name = host.toLowerCase();
    const isNew = isOfCluster(name) && !name.startsWith('*') && !hosts.has(name);
    return isNew && ports !== undefined ? [registered(name, ports)] : [];
  });
}

/** What a proxy would send to at a port of a host outside of the set; `undefined` if nothing is said of it. */
export function outsideAt(mesh: Mesh, host: string, port: number): RegistryService | undefined {
  const service = outsideService(mesh, host);
  return service === undefined ? undefined : registered(host.toLowerCase(), service.ports ?? [port]);
}

/** Nothing is said of protocols: they are detected, as at ports without a name. */
function registered(host: string, ports: readonly number[]): RegistryService {
  const isInCluster = isOfCluster(host);
  const [name = '', namespace = ''] = isInCluster ? host.slice(0, -CLUSTER.length).split('.') : [host, ''];
  const endpoint = (port: number): Endpoint => ({
    ...(isInCluster ? {} : { external: host }),
    labels: {},
    port,
    count: 1,
  });
  return {
    ref: isInCluster
      ? { apiVersion: 'v1', kind: 'Service', namespace, name }
      : { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', namespace, name },
    namespace,
    host,
    source: isInCluster ? 'kubernetes' : 'service-entry',
    outside: true,
    ports: ports.map((port) => ({
      number: port,
      protocol: 'auto',
      http2: false,
      endpoints: [endpoint(port)],
    })),
    external: !isInCluster,
    passthrough: false,
    addresses: [],
    clusterIp: isInCluster,
  };
}
