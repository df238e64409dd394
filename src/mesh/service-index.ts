import { appProtocol, type AppProtocol } from './app-protocol.js';
import { selectorIndex } from './selector-index.js';
import { targetNumber, type Service, type ServicePort } from './service.js';
import type { Transport, Workload } from './workload.js';

/** A port of a Service that leads to a port of a workload. */
export interface Way {
  readonly service: Service;
  readonly port: ServicePort;
}

/** A port of a workload: declared by a container, or targeted by a Service. */
export interface WorkloadPort {
  readonly workload: Workload;
  readonly number: number;
  readonly protocol: Transport;
  /** The names by which containers call it. */
  readonly names: readonly string[];
  /** True if a hostPort leads to it. */
  readonly hostPort: boolean;
  /** What a proxy sees of it. */
  readonly app: AppProtocol;
  readonly ways: readonly Way[];
}

/** Services and the ports that they lead to. */
export interface ServiceIndex {
  readonly all: readonly Service[];
  readonly ports: readonly WorkloadPort[];
  /** The ports to which a port of a host leads, by the host as the mesh knows it. */
  resolve(host: string, port: number | undefined): readonly WorkloadPort[];
  /** The Service that has a host. */
  find(host: string): Service | undefined;
}

/** Joins Services and workloads. */
export function serviceIndex(services: readonly Service[], workloads: readonly Workload[]): ServiceIndex {
  const bySelector = selectorIndex(
    services.filter(({ selector }) => selector !== undefined),
    ({ selector }) => selector ?? [],
    ({ namespace }) => namespace,
  );
  const ports = workloads.flatMap((workload) =>
    portsOf(workload, bySelector.selecting(workload.namespace, workload.labels)),
  );
  const byWay = new Map<string, WorkloadPort[]>();
  for (const port of ports) {
    for (const way of port.ways) {
      for (const key of [way.service.host, `${way.service.host}:${way.port.number}`]) {
        const list = byWay.get(key);
        if (list === undefined) byWay.set(key, [port]);
        else list.push(port);
      }
    }
  }
  const byHost = new Map(services.map((service) => [service.host, service]));
  return {
    all: services,
    ports,
    find: (host) => byHost.get(host),
    resolve(host, port) {
      if (port !== undefined) return byWay.get(`${host}:${port}`) ?? [];
      return byHost.get(host)?.ports.length === 1 ? (byWay.get(host) ?? []) : [];
    },
  };
}

function portsOf(workload: Workload, services: readonly Service[]): readonly WorkloadPort[] {
  const found = new Map<
    string,
    { number: number; protocol: Transport; names: string[]; hostPort: boolean; ways: Way[] }
  >();
  const portAt = (number: number, protocol: Transport) => {
    const key = `${protocol}/${number}`;
    const port = found.get(key) ?? { number, protocol, names: [], hostPort: false, ways: [] };
    found.set(key, port);
    return port;
  };
  for (const { number, protocol, name, hostPort } of workload.containerPorts) {
    const port = portAt(number, protocol);
    if (name !== undefined) port.names.push(name);
    if (hostPort !== undefined) port.hostPort = true;
  }
  for (const service of services) {
    for (const port of service.ports) {
      const number = targetNumber(port, workload);
      if (number !== undefined) portAt(number, port.protocol).ways.push({ service, port });
    }
  }
  return [...found.values()]
    .sort((a, b) => a.number - b.number || (a.protocol < b.protocol ? -1 : 1))
    .map((port) => ({ ...port, workload, app: appOf(port.ways) }));
}

/** A port that Services call differently, or that none leads to, is detected. */
function appOf(ways: readonly Way[]): AppProtocol {
  const [first, ...others] = new Set(ways.map(({ port }) => appProtocol(port)));
  return first === undefined || others.length > 0 ? 'detected' : first;
}
