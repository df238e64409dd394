import { isIPv4, isIPv6 } from 'node:net';
import type { RegistryPort, RegistryService } from '../../mesh/registry.js';
import type { Workload } from '../../mesh/workload.js';
import { covers } from './host-match.js';
import type { CompiledRoute, RouteCache } from './http-routes.js';
import type { EgressScope } from './scope.js';
import type { BoundVirtualService, Place } from './virtual-services.js';

/** What a sidecar does with requests for a host: routes of a VirtualService, or the service itself. */
export type HostRoutes =
  | { readonly virtualService: BoundVirtualService; readonly routes: readonly CompiledRoute[] }
  | { readonly service: RegistryService; readonly port: RegistryPort };

/** One that wants a domain; the first that has a route for the caller gets it. */
type Candidate = { readonly virtualService: BoundVirtualService } | Extract<HostRoutes, { service: unknown }>;

interface Table {
  readonly exact: Map<string, Candidate[]>;
  /** Those with a star in front, by what follows it. */
  readonly wildcards: Map<string, Candidate[]>;
}

/** Finds what a sidecar does with a host (istio `core/httproute.go` BuildSidecarOutboundVirtualHosts). */
export class VirtualHosts {
  private readonly tables = new Map<EgressScope, Map<string, Table>>();

  constructor(private readonly cache: RouteCache) {}

  /** @param host as the request names it, without port */
  find(scope: EgressScope, client: Workload, port: number, host: string): HostRoutes | undefined {
    const { exact, wildcards } = this.table(scope, client.namespace, port);
    const name = host.toLowerCase();
    const found = this.first(exact.get(name), client, port);
    if (found !== undefined) return found;
    for (let start = 1; start < name.length; start += 1) {
      const list = wildcards.get(name.slice(start));
      const candidate = list === undefined ? undefined : this.first(list, client, port);
      if (candidate !== undefined) return candidate;
    }
    return this.first(wildcards.get(''), client, port);
  }

  /** What it does with connections to one service on whose port it detects the protocol. */
  ofService(
    scope: EgressScope,
    client: Workload,
    port: number,
    service: RegistryService,
  ): HostRoutes | undefined {
    return this.first(this.table(scope, client.namespace, port).exact.get(service.host), client, port);
  }

  private first(
    candidates: readonly Candidate[] | undefined,
    client: Workload,
    port: number,
  ): HostRoutes | undefined {
    for (const candidate of candidates ?? []) {
      if ('service' in candidate) return candidate;
      const place: Place = {
        gateway: 'mesh',
        port,
        namespace: client.namespace,
        labels: client.labels.labels,
      };
      const routes = this.cache.routes(candidate.virtualService, place, `${client.id}|${port}`);
      if (routes.length > 0) return { virtualService: candidate.virtualService, routes };
    }
    return undefined;
  }

  private table(scope: EgressScope, namespace: string, port: number): Table {
    const byPort = this.tables.get(scope) ?? new Map<string, Table>();
    this.tables.set(scope, byPort);
    const key = `${namespace}|${port}`;
    let table = byPort.get(key);
    if (table === undefined) byPort.set(key, (table = tableOf(scope, namespace, port)));
    return table;
  }
}

function tableOf(scope: EgressScope, namespace: string, port: number): Table {
  const table: Table = { exact: new Map(), wildcards: new Map() };
  const services = new Map<string, { service: RegistryService; port: RegistryPort }>();
  for (const service of scope.services) {
    const found = service.ports.find(({ number }) => number === port);
    // The cluster of a service without routes has its name in lower case too (httproute.go), whatever it is called.
    const host = service.host.toLowerCase();
    if (found !== undefined && service.alias === undefined)
      services.set(host, { service: { ...service, host }, port: found });
  }
  const named = (service: RegistryService): readonly string[] => [
    service.host,
    ...(scope.aliases.get(service.host) ?? []),
  ];
  for (const virtualService of scope.virtualServices) {
    const matched = servicesOf(virtualService, services, scope);
    const spoken = [...matched.values()].filter((one) => ['http', 'auto'].includes(one.port.protocol));
    if (spoken.length === 0 && port !== 80) continue;
    for (const host of plainHosts(virtualService, services)) add(table, host, { virtualService });
    for (const { service } of spoken)
      addDomains(table, service, named(service), namespace, { virtualService });
  }
  for (const one of services.values()) {
    if (['http', 'auto'].includes(one.port.protocol))
      addDomains(table, one.service, named(one.service), namespace, one);
  }
  return table;
}

type Services = ReadonlyMap<string, { readonly service: RegistryService; readonly port: RegistryPort }>;

function servicesOf(virtualService: BoundVirtualService, services: Services, scope: EgressScope): Services {
  const found = new Map<string, { service: RegistryService; port: RegistryPort }>();
  for (const host of lowered(virtualService)) {
    if (!host.startsWith('*')) {
      const one = services.get(host);
      if (one !== undefined) found.set(host, one);
      continue;
    }
    for (const [name, one] of services) {
      if (covers(host, name) && scope.mostSpecific(name) === virtualService) found.set(name, one);
    }
  }
  return found;
}

/** Domains are compared in lower case. */
function lowered({ hosts }: BoundVirtualService): readonly string[] {
  return hosts.map((host) => host.toLowerCase());
}

/** Hosts of a VirtualService that no service has. */
function plainHosts(virtualService: BoundVirtualService, services: Services): readonly string[] {
  return lowered(virtualService).filter((host) =>
    host.startsWith('*')
      ? ![...services.keys()].some((name) => covers(host, name) || covers(name, host))
      : !services.has(host),
  );
}

/** The names by which a client of a namespace may call a service (httproute.go generateVirtualHostDomains). */
function addDomains(
  table: Table,
  service: RegistryService,
  hosts: readonly string[],
  namespace: string,
  candidate: Candidate,
): void {
  const names = hosts.flatMap((host) => namesOf(host, namespace));
  if (service.passthrough && service.source === 'kubernetes') names.push(...names.map((name) => `*.${name}`));
  for (const name of [...names, ...service.addresses]) add(table, name, candidate);
}

function namesOf(host: string, namespace: string): readonly string[] {
  const names = [host];
  if (!isIPv4(host) && !isIPv6(host) && !host.startsWith('*')) names.push(`${host}.`);
  if (host.endsWith('.svc.cluster.local')) {
    const short = host.slice(0, -'.svc.cluster.local'.length);
    const [name = '', ns] = short.split('.');
    if (ns === namespace) names.push(name);
    names.push(`${short}.svc`, short);
  }
  return names;
}

function add({ exact, wildcards }: Table, domain: string, candidate: Candidate): void {
  const [map, key] = domain.startsWith('*') ? [wildcards, domain.slice(1)] : [exact, domain];
  const list = map.get(key);
  if (list === undefined) map.set(key, [candidate]);
  else list.push(candidate);
}
