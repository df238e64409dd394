import { at, itemsAt, numberAt, stringAt, stringsAt, textsAt, type Field } from '../../mesh/fields.js';
import { GATEWAY_PORTS } from '../../mesh/gateway-service.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { protocolNamed } from '../../mesh/protocol.js';
import { targetNumber } from '../../mesh/service.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { refOf, type Manifest, type ResourceRef } from '../../model/manifest.js';
import { overlaps } from './host-match.js';
import { intersection, inNamespace, ServerHosts, type VirtualHost } from './gateway-hosts.js';
import type { BoundVirtualService, VirtualServices } from './virtual-services.js';

/** A server of a Gateway. */
export interface GatewayServer {
  readonly ref: ResourceRef;
  readonly path: FieldPath;
  /** `<namespace>/<name>` of the Gateway. */
  readonly gateway: string;
  /** Of the server, which is the one that routes name. */
  readonly port: number;
  readonly serves: 'http' | 'tcp' | 'passthrough' | 'auto-passthrough';
  /** `undefined` for plaintext. */
  readonly tls?: string;
  /** True if `tls` is written at all, be it for a redirect. */
  readonly hasTlsSettings: boolean;
  readonly redirects: boolean;
  /** Host, or `<namespace>/<host>`. */
  readonly hosts: readonly string[];
  readonly virtualServices: readonly BoundVirtualService[];
}

/** What a gateway does at one of its pods' ports. */
export interface GatewayPort {
  /** Servers without TLS: all of HTTP, or one of TCP. */
  readonly plain: readonly GatewayServer[];
  readonly secure: readonly GatewayServer[];
  /** Servers that Istio leaves out, as others came first. */
  readonly skipped: readonly GatewayServer[];
}

/** What a gateway workload does. */
export interface GatewayTable {
  /** By the port of the pod. */
  readonly ports: ReadonlyMap<number, GatewayPort>;
  /** The port of the pod to which its Service leads. */
  target(port: number): number | undefined;
  /** The hosts of the plaintext servers of a port, or of one server, with what each does. */
  hosts(servers: readonly GatewayServer[]): ServerHosts;
}

/** The tables of all gateway workloads. */
export type GatewayTables = (workload: Workload) => GatewayTable;

const DEFAULT_PORTS: ReadonlyMap<number, number> = new Map(
  GATEWAY_PORTS.map(({ number, target }) => [number, target]),
);

/** Reads Gateways (istio `pilot/pkg/model/gateway.go` mergeGateways). */
export function gatewayTables(mesh: Mesh, virtualServices: VirtualServices): GatewayTables {
  const known = new Map<string, GatewayTable>();
  return (workload) => {
    let table = known.get(workload.id);
    if (table === undefined) {
      table = tableOf(mesh, workload, virtualServices);
      known.set(workload.id, table);
    }
    return table;
  };
}

function tableOf(mesh: Mesh, workload: Workload, virtualServices: VirtualServices): GatewayTable {
  const targets = targetsOf(mesh, workload);
  const ports = new Map<number, Merging>();
  for (const manifest of mesh.objects('Gateway')) {
    const selector = mapSelector(textsAt(manifest, 'spec', 'selector'));
    const labels = { labels: workload.labels.labels, others: 'none' as const };
    if (selects(selector, labels) !== 'yes') continue;
    for (const server of serversOf(manifest, workload, virtualServices)) {
      const port = targets.get(server.port) ?? server.port;
      const merging = ports.get(port) ?? new Merging();
      ports.set(port, merging);
      merging.add(server);
    }
  }
  const hosts = new Map<readonly GatewayServer[], ServerHosts>();
  return {
    ports,
    target: (port) => targets.get(port),
    hosts(servers) {
      let found = hosts.get(servers);
      if (found === undefined) hosts.set(servers, (found = hostsOf(servers)));
      return found;
    },
  };
}

function targetsOf(mesh: Mesh, workload: Workload): ReadonlyMap<number, number> {
  const targets = new Map<number, number>();
  for (const service of mesh.services.all) {
    if (service.namespace !== workload.namespace || service.selector === undefined) continue;
    if (selects(service.selector, { labels: workload.labels.labels, others: 'none' }) !== 'yes') continue;
    for (const port of service.ports) {
      const target = targetNumber(port, workload);
      if (target !== undefined && !targets.has(port.number)) targets.set(port.number, target);
    }
  }
  return targets.size === 0 && workload.ref === undefined ? DEFAULT_PORTS : targets;
}

function serversOf(
  manifest: Manifest,
  workload: Workload,
  virtualServices: VirtualServices,
): readonly GatewayServer[] {
  const namespace = namespaceOf(manifest);
  const gateway = `${namespace}/${manifest.metadata.name}`;
  const bound = virtualServices.boundTo(gateway, workload.namespace);
  return itemsAt(manifest, 'spec', 'servers').map((server, i) => {
    const tls =
      at(server, 'tls') === undefined ? undefined : (stringAt(server, 'tls', 'mode') ?? 'PASSTHROUGH');
    const protocol = protocolNamed(stringAt(server, 'port', 'protocol') ?? '');
    return {
      ref: refOf(manifest),
      path: ['spec', 'servers', i],
      gateway,
      port: numberAt(server, 'port', 'number') ?? 0,
      serves: servesOf(protocol, stringAt(server, 'port', 'protocol') ?? '', tls),
      ...(tls === undefined || protocol === 'http' ? {} : { tls }),
      hasTlsSettings: tls !== undefined,
      redirects: at(server, 'tls', 'httpsRedirect') === true,
      hosts: stringsAt(server, 'hosts').map((host) => serverHost(host, namespace)),
      virtualServices: bound,
    };
  });
}

function servesOf(protocol: string, written: string, tls: string | undefined): GatewayServer['serves'] {
  if (protocol === 'http') return 'http';
  if (tls === 'AUTO_PASSTHROUGH') return 'auto-passthrough';
  if (tls === 'PASSTHROUGH') return 'passthrough';
  return written.toUpperCase() === 'HTTPS' ? 'http' : 'tcp';
}

function serverHost(host: string, own: string): string {
  if (host.startsWith('./')) return `${own}/${host.slice(2)}`;
  return host.startsWith('*/') ? host.slice(2) : host;
}

/** Servers that share a port. */
class Merging implements GatewayPort {
  readonly plain: GatewayServer[] = [];
  readonly secure: GatewayServer[] = [];
  readonly skipped: GatewayServer[] = [];
  private readonly tlsHosts = new Set<string>();

  add(server: GatewayServer): void {
    const [first] = this.plain;
    const secure = server.tls !== undefined;
    if (server.hasTlsSettings) {
      // Meant for server names, and asked of plaintext servers with `httpsRedirect` too.
      if (server.hosts.some((host) => this.tlsHosts.has(host))) {
        this.skipped.push(server);
        return;
      }
      for (const host of server.hosts) this.tlsHosts.add(host);
    }
    if (first !== undefined && (secure || first.serves !== 'http' || server.serves !== 'http')) {
      this.skipped.push(server);
      return;
    }
    (secure ? this.secure : this.plain).push(server);
  }
}

function hostsOf(servers: readonly GatewayServer[]): ServerHosts {
  const byHost = new Map<string, VirtualHost>();
  const hostOf = (written: string): VirtualHost => {
    const name = written.toLowerCase();
    const host = byHost.get(name) ?? { redirects: [], virtualServices: [] };
    byHost.set(name, host);
    return host;
  };
  for (const server of servers) {
    for (const virtualService of server.virtualServices) {
      const names = intersection(inNamespace(server.hosts, virtualService.namespace), virtualService.hosts);
      for (const name of names) {
        const host = hostOf(name);
        // Without routes for this port, a VirtualService makes no host.
        host.virtualServices.push({ virtualService, server });
        if (server.redirects) host.redirects.push(server);
      }
    }
    if (!server.redirects) continue;
    for (const name of server.hosts) {
      const host = hostOf(name);
      if (!host.redirects.includes(server)) host.redirects.push(server);
    }
  }
  return new ServerHosts(byHost);
}

/** Whether a server has a host in common with a VirtualService. */
export function sharesHost(server: GatewayServer, { hosts, namespace }: BoundVirtualService): boolean {
  return inNamespace(server.hosts, namespace).some((host) => hosts.some((other) => overlaps(host, other)));
}

/** Whether a match of a connection's route is for a server; labels of callers do not count here. */
export function matchesServer(match: Field, own: string, server: GatewayServer): boolean {
  const port = numberAt(match, 'port') ?? 0;
  const gateways = stringsAt(match, 'gateways').map((name) => (name.includes('/') ? name : `${own}/${name}`));
  return (port === 0 || port === server.port) && (gateways.length === 0 || gateways.includes(server.gateway));
}
