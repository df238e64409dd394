import type { Workload } from '../../mesh/workload.js';
import type { Connection } from './caller.js';
import { formatRef } from '../../model/manifest.js';
import { authenticate } from './authenticate.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { ended, type Ending } from './ending.js';
import { suggest } from '../../model/suggest.js';
import type { GatewayPort, GatewayServer } from './gateway-table.js';
import { mostSpecific } from './host-match.js';
import { readsAsHttp, unreadableMethod } from './http1-methods.js';
import type { CompiledRoute } from './http-routes.js';
import { isCatchAll } from './route-match.js';
import { withoutPort } from './message.js';
import { authorize } from './rbac.js';
import { followRoutes } from './follow-route.js';
import { sendAllowed } from './gateway-connection.js';
import { namedTwice, passthroughNames, routeOfBytes, sniNames, type Named } from './gateway-names.js';
import type { Trace } from './trace.js';
import { unmodelledProxy } from './unmodelled-proxy.js';

/** What happens to a connection at a port of a gateway's pod. */
export function atGateway(
  compiled: CompiledMesh,
  found: Workload,
  port: number,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  const workload = compiled.workloads.get(found.id) ?? found;
  return atPort(compiled, workload, port, connection, trace);
}

function atPort(
  compiled: CompiledMesh,
  workload: Workload,
  port: number,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  const table = compiled.gateways(workload);
  const found = table.ports.get(port);
  const status = connection.byHttpProxy ? 503 : null;
  if (found === undefined) {
    trace.add('gateway', `no Gateway has a server at port ${port} of ${workload.id}`);
    return ended(trace, 'refused', status, { unconnected: true });
  }
  const twice = namedTwice(found);
  if (twice !== undefined) {
    trace.add(
      'gateway',
      'another server or route of the port has the same server name, as Envoy compares them: it refuses the listener',
      twice.ref,
      twice.path,
    );
    return ended(trace, 'refused', status, { unconnected: true });
  }
  const filter = unmodelledProxy(compiled.mesh, workload);
  if (filter !== undefined) {
    trace.add('gateway', `${filter} changes this gateway, which is not modelled`);
    return ended(trace, 'unknown', null);
  }
  const { message } = connection;
  if (message.sealed) return bySni(compiled, workload, found, connection, trace);
  const [first] = found.plain;
  if (first === undefined) {
    trace.add(
      'gateway',
      `port ${port} of ${workload.id} takes TLS only, and this is plaintext`,
      found.secure[0]?.ref,
    );
    return ended(trace, 'refused', status, { unconnected: true });
  }
  if (first.serves === 'tcp') return atBytes(compiled, workload, first, connection, trace);
  if (message.kind === 'tcp') {
    trace.add('gateway', 'the server is for HTTP, and this is not', first.ref, first.path);
    return ended(trace, 'refused', status, { unconnected: true });
  }
  return atRequests(compiled, workload, found.plain, connection, trace);
}

function bySni(
  compiled: CompiledMesh,
  workload: Workload,
  { secure, plain }: GatewayPort,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  const { message } = connection;
  const status = connection.byHttpProxy ? 503 : null;
  const host = withoutPort(message.authority).toLowerCase();
  const sni = /^[\d.]+$/.test(host) ? '' : host;
  const passing = passthroughNames(secure);
  const names: readonly Named[] = [
    ...secure.flatMap((server) => sniNames(server).map((name) => ({ name: name.toLowerCase(), server }))),
    ...passing,
  ];
  const best =
    mostSpecific(
      sni,
      names.map(({ name }) => name),
    ) ?? (names.some(({ name }) => name === '*') ? '*' : undefined);
  const found = names.find(({ name }) => name === best);
  if (best === undefined || found === undefined) {
    const [tcp] = plain;
    if (tcp?.serves === 'tcp') return atBytes(compiled, workload, tcp, connection, trace);
    trace.add(
      'gateway',
      () =>
        `no server of the port takes the server name ${sni}${others(
          sni,
          names.map(({ name }) => name),
        )}`,
      secure[0]?.ref ?? plain[0]?.ref,
      ['spec', 'servers'],
    );
    return ended(trace, 'refused', status, { unconnected: true });
  }
  const { server } = found;
  const opened = { ...connection, sni, message: { ...message, sealed: false } };
  if (server.serves === 'auto-passthrough') {
    trace.add('gateway', 'AUTO_PASSTHROUGH is not modelled', server.ref, server.path);
    return ended(trace, 'unknown', null);
  }
  trace.add(
    'gateway',
    `${workload.id}, server ${server.serves === 'http' ? 'https' : 'tls'} :${server.port} of ${formatRef(server.ref)}, SNI ${sni}`,
    server.ref,
    server.path,
  );
  if (found.route !== undefined) {
    const ports = { server: server.port, pod: podPort(compiled, workload, [server]) };
    return sendAllowed(compiled, workload, found.route, ports, { ...connection, sni }, trace);
  }
  if (!takesCertificate(server, connection)) {
    trace.add('gateway', `TLS mode ${server.tls ?? ''} wants a certificate of the caller`, server.ref, [
      ...server.path,
      'tls',
      'mode',
    ]);
    return ended(trace, 'refused', status, { unconnected: true });
  }
  if (server.serves === 'tcp') return atBytes(compiled, workload, server, opened, trace);
  if (message.kind === 'tcp') {
    trace.add('gateway', 'the server is for HTTP, and this is not', server.ref, server.path);
    return ended(trace, 'refused', status);
  }
  return atRequests(compiled, workload, [server], opened, trace);
}

function takesCertificate({ tls }: GatewayServer, { hasCertificate }: Connection): boolean {
  return (tls !== 'MUTUAL' && tls !== 'ISTIO_MUTUAL') || hasCertificate === true;
}

function atBytes(
  compiled: CompiledMesh,
  workload: Workload,
  server: GatewayServer,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  trace.add('gateway', `server ${server.tls ?? 'TCP'} :${server.port}`, server.ref, server.path);
  const route = routeOfBytes(server);
  if (route !== undefined) {
    const ports = { server: server.port, pod: podPort(compiled, workload, [server]) };
    return sendAllowed(compiled, workload, route, ports, connection, trace);
  }
  trace.add(
    'route',
    `no VirtualService of ${server.gateway} has a tcp route for it`,
    server.ref,
    server.path,
  );
  return ended(trace, 'refused', connection.byHttpProxy ? 503 : null, { unconnected: true });
}

function atRequests(
  compiled: CompiledMesh,
  workload: Workload,
  servers: readonly GatewayServer[],
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  if (!readsAsHttp(connection.message)) return unreadableMethod(connection.message, trace);
  const [first] = servers;
  const clean = {
    ...connection.message,
    path: compiled.normalized(connection.message.path),
  };
  const hosts = compiled.gateways(workload).hosts(servers);
  const name = withoutPort(clean.authority);
  const host = hosts.find(name);
  const server = host?.virtualServices[0]?.server ?? host?.redirects[0] ?? first;
  if (server?.tls === undefined) {
    trace.add(
      'gateway',
      () =>
        `${workload.id}, server http :${server?.port ?? 0}${server === undefined ? '' : ` of ${formatRef(server.ref)}`}`,
      server?.ref,
      server?.path,
    );
  }
  const checked = authenticate(compiled.jwtRules(workload), clean, trace);
  if ('status' in checked) return ended(trace, 'unauthorized', checked.status);
  const { message } = checked;
  const port = podPort(compiled, workload, servers);
  const policies = compiled.mesh.authorizationPolicies(workload);
  const verdict = authorize(policies, { connection, message, port }, trace);
  if (verdict === 'denied') return ended(trace, 'denied', 403);
  if (verdict === 'unknown') return ended(trace, 'unknown', null);
  if (host === undefined) {
    trace.add('route', () => noHostText(name, hosts.names), first?.ref, first?.path);
    return ended(trace, 'unrouted', 404);
  }
  const [redirecting] = host.redirects;
  if (redirecting !== undefined && message.scheme === 'http') {
    const location = `https://${message.authority}${message.path}`;
    trace.add('gateway', `httpsRedirect to ${location}`, redirecting.ref, [
      ...redirecting.path,
      'tls',
      'httpsRedirect',
    ]);
    return ended(trace, 'redirected', 301, { location });
  }
  const routes = routesOf(compiled, workload, host.virtualServices);
  const listener = server?.port ?? 0;
  const forwarded = { ...connection, message };
  return followRoutes(compiled, { client: workload, port: listener, routes, connection: forwarded }, trace);
}

function podPort(compiled: CompiledMesh, workload: Workload, servers: readonly GatewayServer[]): number {
  const number = servers[0]?.port ?? 0;
  return compiled.gateways(workload).target(number) ?? number;
}

/** The routes of all VirtualServices of a host, those that match everything last. */
function routesOf(
  { routes }: CompiledMesh,
  workload: Workload,
  list: readonly {
    readonly virtualService: Parameters<CompiledMesh['routes']['routes']>[0];
    readonly server: GatewayServer;
  }[],
): readonly CompiledRoute[] {
  const all = list.flatMap(({ virtualService, server }) =>
    routes.routes(
      virtualService,
      {
        gateway: server.gateway,
        port: server.port,
        namespace: workload.namespace,
        labels: workload.labels.labels,
      },
      `${workload.id}|${server.gateway}|${server.port}`,
    ),
  );
  if (list.length === 1) return all;
  const last = all.filter(({ match }) => isCatchAll(match));
  return [...all.filter(({ match }) => !isCatchAll(match)), ...last];
}

function noHostText(name: string, known: readonly string[]): string {
  return `no host of the port is ${name}${others(name, known)}`;
}

/** The one that was probably meant, or all that there are. */
function others(name: string, known: readonly string[]): string {
  const near = suggest(name, known);
  if (near !== undefined) return `; did you mean ${near}?`;
  const all = [...new Set(known)];
  return `; there ${all.length === 0 ? 'are none' : `are ${all.join(', ')}`}`;
}
