import { itemsAt, stringsAt, type Field } from '../../mesh/fields.js';
import type { RegistryPort, RegistryService } from '../../mesh/registry.js';
import type { Workload } from '../../mesh/workload.js';
import { formatRef } from '../../model/manifest.js';
import type { Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { sendConnection, type ConnectionRoute } from './connection-routes.js';
import { toPlace, type Place as Reached } from './direct.js';
import { ended, type Ending } from './ending.js';
import { followRoutes } from './follow-route.js';
import { mostSpecific } from './host-match.js';
import { isPlainHttp, readsAsHttp, unreadableMethod } from './http1-methods.js';
import { forwardedScheme, withoutPort } from './message.js';
import type { Hop } from './hop.js';
import { unknownHost } from './unknown-host.js';
import type { EgressScope, OutboundScope } from './scope.js';
import { sendTo } from './send.js';
import type { Trace } from './trace.js';
import { unmodelledProxy } from './unmodelled-proxy.js';
import type { HostRoutes } from './virtual-hosts.js';
import { connectionMatchApplies, type Place } from './virtual-services.js';

/** What a sidecar does with a connection of its own pod (istio `core/listener.go` buildSidecarOutboundListeners). */
export function throughSidecar(
  compiled: CompiledMesh,
  client: Workload,
  place: Reached,
  port: number,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  const filter = unmodelledProxy(compiled.mesh, client);
  if (filter !== undefined) {
    trace.add('scope', `${filter} changes the proxy of ${client.id}, which is not modelled`);
    return ended(trace, 'unknown', null);
  }
  const original = (onward: Connection, branch: Trace): readonly Ending[] =>
    toPlace(compiled, place, port, onward, client, branch);
  const hop: Hop = {
    compiled,
    client,
    place,
    port,
    connection: { ...connection, original },
    scope: compiled.scopes(client),
  };
  const own = place.service === undefined ? undefined : listenerOf(hop, place.service);
  if (own !== undefined) return atService(hop, own, trace);
  return atWildcard(hop, trace);
}

/** The listener at the address of one service. */
interface ServiceListener {
  readonly egress: EgressScope;
  readonly service: RegistryService;
  readonly port: RegistryPort;
  readonly protocol: 'tcp' | 'tls' | 'auto';
}

/** Services whose port is not HTTP have a listener at their own address. */
function listenerOf({ scope, port }: Hop, { host }: RegistryService): ServiceListener | undefined {
  for (const egress of scope.egress) {
    const service = egress.byHost.get(host);
    const found = service?.ports.find(({ number }) => number === port);
    if (service === undefined || found === undefined || service.alias !== undefined) continue;
    if (egress.port !== undefined && egress.port.number !== port) continue;
    const protocol = egress.port?.protocol ?? found.protocol;
    if (protocol === 'tcp' || protocol === 'tls' || protocol === 'auto') {
      return { egress, service, port: found, protocol };
    }
  }
  return undefined;
}

function atService(hop: Hop, listener: ServiceListener, trace: Trace): readonly Ending[] {
  const { connection, port, compiled, client, scope } = hop;
  const { egress, service, protocol } = listener;
  trace.add('scope', () => `${client.id} knows ${service.host} port ${port}`, scope.resource, egress.path);
  const { message } = connection;
  if (protocol === 'auto' && isPlainHttp(message)) {
    if (!readsAsHttp(message)) return unreadableMethod(message, trace);
    const forPort = rdsScope(scope, port);
    const found =
      forPort === undefined ? undefined : compiled.virtualHosts.ofService(forPort, client, port, service);
    return found === undefined ? notFound(trace) : asRequest(hop, found, trace);
  }
  return asConnection(hop, [listener], trace);
}

/** The entry of `egress` whose routes a port has. */
function rdsScope({ egress }: OutboundScope, port: number): EgressScope | undefined {
  return egress.find((one) => one.port === undefined || one.port.number === port);
}

function notFound(trace: Trace): readonly Ending[] {
  trace.add('route', 'the proxy has no routes for the host');
  return ended(trace, 'unrouted', 404);
}

/** What is at no service's address goes by host, if the port has HTTP, or by server name, or passes. */
function atWildcard(hop: Hop, trace: Trace): readonly Ending[] {
  const { connection, scope, port, compiled, client } = hop;
  const { message } = connection;
  const http = httpScope(scope, port);
  if (http !== undefined && isPlainHttp(message)) {
    if (!readsAsHttp(message)) return unreadableMethod(message, trace);
    const found = compiled.virtualHosts.find(http, client, port, withoutPort(message.authority));
    if (found !== undefined) return asRequest(hop, found, trace);
    return unknownHost(hop, trace, true);
  }
  const listeners = addressless(scope, port);
  if (listeners.length > 0) {
    if (isPlainHttp(message)) {
      const auto = listeners.find(({ protocol }) => protocol === 'auto');
      const forPort = rdsScope(scope, port);
      const found =
        auto === undefined || forPort === undefined
          ? undefined
          : compiled.virtualHosts.ofService(forPort, client, port, auto.service);
      if (found !== undefined) {
        return readsAsHttp(message) ? asRequest(hop, found, trace) : unreadableMethod(message, trace);
      }
    }
    return asConnection(hop, listeners, trace);
  }
  return unknownHost(hop, trace, false);
}

/**
 * The entry of `egress` whose routes HTTP at a port takes, if the port has HTTP at all. Another entry than that one may
 * have made the listener: one without a port adds what no earlier one has (istio `core/listener.go`
 * buildSidecarOutboundListeners).
 */
function httpScope(scope: OutboundScope, port: number): EgressScope | undefined {
  for (const egress of scope.egress) {
    if (egress.port === undefined)
      return egress.services.some(hasHttpAt(port)) ? rdsScope(scope, port) : undefined;
    if (egress.port.number !== port || egress.services.length === 0) continue;
    if (egress.port.protocol === 'http') return rdsScope(scope, port);
    if (egress.services.some(hasNoAddress)) return undefined;
  }
  return undefined;
}

function hasHttpAt(port: number): (service: RegistryService) => boolean {
  return ({ alias, ports }) =>
    alias === undefined && ports.some(({ number, protocol }) => number === port && protocol === 'http');
}

/** Of such a service, connections at any address are for the one listener of its port. */
function hasNoAddress({ source, addresses, passthrough }: RegistryService): boolean {
  return source === 'kubernetes' ? passthrough : addresses.length === 0;
}

/** Services of ServiceEntries without an address, which share the listener of their port. */
function addressless(scope: OutboundScope, port: number): readonly ServiceListener[] {
  return scope.egress.flatMap((egress) =>
    egress.port !== undefined && egress.port.number !== port
      ? []
      : egress.services.flatMap((service): readonly ServiceListener[] => {
          if (service.source === 'kubernetes' || service.addresses.length > 0) return [];
          const found = service.ports.find(({ number }) => number === port);
          if (found === undefined) return [];
          const protocol = egress.port?.protocol ?? found.protocol;
          return protocol === 'http' || protocol === 'udp'
            ? []
            : [{ egress, service, port: found, protocol }];
        }),
  );
}

function asRequest(hop: Hop, found: HostRoutes, trace: Trace): readonly Ending[] {
  const { compiled, client, port, scope } = hop;
  const sent = hop.connection.message;
  const message = {
    ...sent,
    scheme: forwardedScheme(sent),
    path: compiled.normalized(sent.path),
  };
  const connection: Connection = { ...hop.connection, message, byHttpProxy: true };
  if ('virtualService' in found) {
    const { routes, virtualService } = found;
    trace.add(
      'scope',
      () => `${formatRef(virtualService.ref)} has ${withoutPort(message.authority)}`,
      virtualService.ref,
      ['spec', 'hosts'],
    );
    return followRoutes(compiled, { client, port, routes, connection, known: scope.clusters }, trace);
  }
  const { service } = found;
  trace.add('scope', () => `${client.id} knows ${service.host} port ${port}`, scope.resource);
  const cluster = { host: service.host, port };
  return sendTo(compiled, client, cluster, scope.clusters, connection, trace);
}

/** A chain that takes connections: all, or those with a server name. */
interface Chain {
  readonly names: readonly string[];
  readonly send: (trace: Trace) => readonly Ending[];
}

function asConnection(hop: Hop, listeners: readonly ServiceListener[], trace: Trace): readonly Ending[] {
  const { message } = hop.connection;
  const chains = listeners.flatMap((listener) => chainsOf(hop, listener));
  const host = withoutPort(message.authority).toLowerCase();
  const sni = message.sealed && !/^[\d.]+$/.test(host) ? host : undefined;
  if (sni !== undefined) {
    const best = mostSpecific(
      sni,
      chains.flatMap(({ names }) => names),
    );
    const named = chains.find(({ names }) => best !== undefined && names.includes(best));
    if (named !== undefined) return named.send(trace);
  }
  const general = chains.find(({ names }) => names.length === 0);
  return general === undefined ? unknownHost(hop, trace, false) : general.send(trace);
}

function chainsOf(hop: Hop, { egress, service, port, protocol }: ServiceListener): readonly Chain[] {
  const { compiled, client, connection, scope } = hop;
  const place: Place = {
    gateway: 'mesh',
    port: hop.port,
    namespace: client.namespace,
    labels: client.labels.labels,
  };
  const bytes = { ...connection, byHttpProxy: false };
  const send =
    (route: ConnectionRoute) =>
    (trace: Trace): readonly Ending[] =>
      sendConnection(compiled, client, route, hop.port, bytes, trace, scope.clusters);
  const bound = egress.virtualServices.filter(({ hosts }) =>
    hosts.some((host) => mostSpecific(service.host, [host]) !== undefined),
  );
  const plain: Chain = {
    names:
      protocol === 'tls' && service.addresses.length === 0 && service.source === 'service-entry'
        ? [service.host.toLowerCase()]
        : [],
    send: (trace) =>
      sendTo(compiled, client, { host: service.host, port: port.number }, scope.clusters, bytes, trace),
  };
  const chains: Chain[] = [];
  for (const virtualService of bound) {
    const kind = protocol === 'tls' ? 'tls' : 'tcp';
    for (const [index, route] of itemsAt(virtualService.manifest, 'spec', kind).entries()) {
      const matches = itemsAt(route, 'match');
      const holding = [...matches.entries()].filter(([, match]) =>
        connectionMatchApplies(match, virtualService.namespace, place),
      );
      if (kind === 'tcp') {
        if (matches.length > 0 && holding.length === 0) continue;
        const match = holding[0]?.[0] ?? -1;
        return [...chains, { names: [], send: send({ virtualService, kind, index, match }) }];
      }
      for (const [match, item] of holding) {
        chains.push({ names: sniHosts(item), send: send({ virtualService, kind, index, match }) });
      }
    }
  }
  return chains.length === 0 ? [plain] : chains;
}

function sniHosts(match: Field): readonly string[] {
  return stringsAt(match, 'sniHosts').map((name) => name.toLowerCase());
}
