import { at, itemsAt, numberAt, objectAt, stringAt, type Field } from '../../mesh/fields.js';
import type { RegistryService } from '../../mesh/registry.js';
import { fullHost } from '../../mesh/host.js';
import type { Workload } from '../../mesh/workload.js';
import { formatPath } from '../../model/field-path.js';
import { formatRef } from '../../model/manifest.js';
import type { Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { ended, type Ending } from './ending.js';
import type { CompiledRoute } from './http-routes.js';
import { answersPreflight } from './preflight.js';
import { percentOf, redirectLocation, rewritten } from './rewrite.js';
import { miss } from './route-match.js';
import { patienceOf } from './patience.js';
import { sendTo } from './send.js';
import type { Trace } from './trace.js';
import { httpStatusOf } from './grpc-status.js';
import { pathOnly, type Message } from './message.js';

/** A request at a proxy that has routes for it. */
export interface Routing {
  readonly client: Workload;
  /** The port that the proxy listens on, as routes name it. */
  readonly port: number;
  readonly routes: readonly CompiledRoute[];
  readonly connection: Connection;
  /** Services by host that the proxy can send to. @default - all that are visible to it */
  readonly known?: ReadonlyMap<string, RegistryService>;
}

/** Of routes that do not match. */
const SHOWN = 3;

/** The first route that matches takes the request. */
export function followRoutes(compiled: CompiledMesh, routing: Routing, trace: Trace): readonly Ending[] {
  const { routes, connection } = routing;
  const { message } = connection;
  const found = routes.find(({ match }) => miss(match, message) === undefined);
  if (found === undefined) {
    tellNone(routes, routing, trace);
    return ended(trace, 'unrouted', 404);
  }
  tellRoute(found, routing, trace);
  const { route } = found.source;
  if (answersPreflight(route, message)) {
    trace.add('route', 'the proxy answers the CORS preflight', found.ref, [...found.path, 'corsPolicy']);
    return ended(trace, 'direct', 200);
  }
  const abort = objectAt(route, 'fault', 'abort');
  const percent = abort === undefined ? 0 : percentOf(at(abort, 'percentage'), 0);
  if (percent === 0) return act(compiled, routing, found, trace);
  const aborted = trace.fork();
  aborted.add('route', `fault.abort of ${percent} %`, found.ref, [...found.path, 'fault', 'abort']);
  const part = percent / 100;
  const [ending] = ended(aborted, 'direct', abortStatus(abort, message));
  if (ending === undefined || percent >= 100) return ending === undefined ? [] : [ending];
  return [
    { ...ending, share: part },
    ...act(compiled, routing, found, trace).map((one) => ({ ...one, share: one.share * (1 - part) })),
  ];
}

/** An abort with a status of gRPC is a success of HTTP, in which the client of gRPC finds it. */
function abortStatus(abort: Field, { grpc }: Message): number {
  const status = stringAt(abort, 'grpcStatus') ?? '';
  if (status === '') return numberAt(abort, 'httpStatus') ?? 503;
  return grpc ? httpStatusOf(status) : 200;
}

function act(
  compiled: CompiledMesh,
  routing: Routing,
  found: CompiledRoute,
  trace: Trace,
): readonly Ending[] {
  const { connection, port, client, known } = routing;
  const { route, namespace } = found.source;
  const { message } = connection;
  const redirect = objectAt(route, 'redirect');
  if (redirect !== undefined) {
    const location = redirectLocation(message, redirect, found.match.path, port);
    trace.add('route', `redirects to ${location}`, found.ref, [...found.path, 'redirect']);
    return ended(trace, 'redirected', numberAt(redirect, 'redirectCode') ?? 301, { location });
  }
  const direct = objectAt(route, 'directResponse');
  if (direct !== undefined) {
    trace.add('route', 'the proxy answers', found.ref, [...found.path, 'directResponse']);
    return ended(trace, 'direct', numberAt(direct, 'status') ?? 200);
  }
  const all = itemsAt(route, 'route').map((entry, i) => ({
    entry,
    i,
    weight: numberAt(entry, 'weight') ?? 0,
  }));
  const weighted =
    all.length === 1 ? all.map((one) => ({ ...one, weight: 1 })) : all.filter(({ weight }) => weight > 0);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) {
    trace.add('destination', 'no destination has a weight', found.ref, [...found.path, 'route']);
    return ended(trace, 'unreachable', 503);
  }
  const patience = patienceOf(route, compiled.mesh.settings);
  return weighted.flatMap(({ entry, i, weight }) => {
    const branch = weighted.length === 1 ? trace : trace.fork();
    const share = weight / total;
    if (weighted.length > 1) {
      branch.add('destination', `${Math.round(share * 1000) / 10} % of requests`, found.ref, [
        ...found.path,
        'route',
        i,
        'weight',
      ]);
    }
    const next = rewritten(message, route, found.match.path, entry);
    const cluster = clusterOf(entry, namespace, port, compiled, routing);
    return sendTo(
      compiled,
      client,
      cluster,
      known,
      { ...connection, message: next, byHttpProxy: true },
      branch,
      patience,
    ).map((ending) => ({ ...ending, share: ending.share * share }));
  });
}

/** The port of a destination: its own, else the only one of the service, else that of the listener. */
function clusterOf(
  entry: Field,
  namespace: string,
  port: number,
  compiled: CompiledMesh,
  { client, known }: Routing,
): { readonly host: string; readonly port: number; readonly subset?: string } {
  const host = fullHost(stringAt(entry, 'destination', 'host') ?? '', namespace);
  const subset = stringAt(entry, 'destination', 'subset');
  const number = numberAt(entry, 'destination', 'port', 'number');
  // A sidecar looks at the services of the listener's port only, a gateway at all.
  const service = known === undefined ? compiled.serviceFor(host, client.namespace, namespace) : undefined;
  const only = service?.ports.length === 1 ? service.ports[0]?.number : undefined;
  const real = service?.alias ?? host;
  return {
    host: real,
    port: number ?? only ?? port,
    ...(subset === undefined || subset === '' ? {} : { subset }),
  };
}

function nameOf({ path, name }: CompiledRoute): string {
  return `${formatPath(path.slice(1))}${name === undefined ? '' : ` "${name}"`}`;
}

function tellRoute(found: CompiledRoute, { routes, connection }: Routing, trace: Trace): void {
  const { root } = found.source;
  if (root !== undefined) {
    const text = (): string => `${formatRef(root.ref)}, ${formatPath(root.path.slice(1))} delegates`;
    trace.add('route', text, root.ref, root.path);
  }
  const { kind, text } = found.match.path;
  trace.add(
    'route',
    () => `${formatRef(found.ref)}, ${nameOf(found)}: ${kind} ${text}`,
    found.ref,
    found.matchPath,
  );
  const before = routes[routes.indexOf(found) - 1];
  if (before === undefined) return;
  const missed = (): string => `(${nameOf(before)} does not match: ${missText(before, connection.message)})`;
  trace.aside('route', missed, before.ref, before.matchPath);
}

function tellNone(routes: readonly CompiledRoute[], { connection }: Routing, trace: Trace): void {
  const { message } = connection;
  const [first] = routes;
  if (first === undefined) {
    trace.add('route', 'the host has no routes here');
    return;
  }
  const none = (): string => `no route matches ${message.method} ${pathOnly(message.path)}`;
  trace.add('route', none, first.ref, ['spec', 'http']);
  for (const route of routes.slice(0, SHOWN)) {
    trace.aside('route', () => `${nameOf(route)}: ${missText(route, message)}`, route.ref, route.matchPath);
  }
  if (routes.length > SHOWN) trace.aside('route', `and ${routes.length - SHOWN} more do not match`);
}

/** `path is not /api/v1/calls`. */
function missText({ match }: CompiledRoute, message: Message): string {
  const missed = miss(match, message);
  return `${missed?.field === 'uri' ? 'path' : (missed?.field ?? '')} is not ${missed?.wants ?? ''}`;
}
