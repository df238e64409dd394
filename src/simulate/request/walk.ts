import { bypassesOutbound } from '../../mesh/capture.js';
import { isUnmodelled } from '../../mesh/match.js';
import type { Workload } from '../../mesh/workload.js';
import type { ExplainedVerdict, Request } from '../../model/request.js';
import { suggest } from '../../model/suggest.js';
import { internetEnd, podEnd, type Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { resolve, toPlace } from './direct.js';
import { entryDoubt, meshDoubt, namespaceDoubt } from './doubt.js';
import { ended, type Ending } from './ending.js';
import { messageOf } from './message.js';
import { throughSidecar } from './outbound.js';
import { asGrpc } from './grpc-status.js';
import { RequestProblem } from './request-problem.js';
import { Trace } from './trace.js';
import { readUrl, type RequestUrl } from './url.js';
import { verdictOf } from './verdict.js';

/** How to walk. */
export interface WalkOptions {
  /** Whether to write down each decision. @default true */
  readonly steps?: boolean;
}

/**
 * Walks a request through a mesh, from who sends it to who gets it.
 * @throws {RequestProblem} if the request names what the mesh does not have, or is no request
 */
export function walk(
  compiled: CompiledMesh,
  request: Request,
  { steps = true }: WalkOptions = {},
): ExplainedVerdict {
  return verdictOf(request.id ?? 'r1', endingsOf(compiled, request, new Trace(steps)));
}

/** All ways in which a request may end, each with its share. */
export function endingsOf(compiled: CompiledMesh, request: Request, trace: Trace): readonly Ending[] {
  const url = readUrl(request.url);
  if (typeof url === 'string') throw new RequestProblem('url', `${request.url} ${url}`);
  const endings = waysOf(compiled, request, url, trace);
  return url.grpc ? endings.map(asGrpc) : endings;
}

function waysOf(compiled: CompiledMesh, request: Request, url: RequestUrl, trace: Trace): readonly Ending[] {
  const from = request.from.replace(/^workload: */, '');
  const message = messageOf(request, url);
  const doubt = meshDoubt(compiled.mesh, message);
  if (doubt !== undefined) return doubtful(doubt, trace);
  if (from === 'internet') {
    const end = internetEnd(compiled.mesh, request.sourceIp);
    const connection: Connection = {
      end,
      who: 'internet',
      tls: 'none',
      forwardedFor: end.address,
      byHttpProxy: false,
      message,
      hasCertificate: request.clientCert === true,
    };
    return fromInternet(compiled, gatewayOf(compiled, request.via), url, connection, trace);
  }
  const client = compiled.workloads.get(from);
  if (client === undefined)
    throw RequestProblem.unknown('from', from, ['internet', ...compiled.workloads.keys()]);
  const connection: Connection = {
    end: podEnd(compiled.mesh, client),
    who: client.id,
    tls: 'none',
    byHttpProxy: false,
    message,
    hasCertificate: request.clientCert === true,
  };
  return fromPod(compiled, client, url, connection, trace);
}

function gatewayOf({ gatewayWorkloads: gateways }: CompiledMesh, via: string | undefined): Workload {
  const named = gateways.filter(({ id }) => id === (via ?? id));
  const [first, other] = named;
  if (first === undefined) {
    throw RequestProblem.unknown(
      'via',
      via ?? '',
      gateways.map(({ id }) => id),
    );
  }
  if (other !== undefined) {
    throw new RequestProblem('via', `has to name one of ${named.map(({ id }) => id).join(', ')}`);
  }
  return first;
}

function fromInternet(
  compiled: CompiledMesh,
  gateway: Workload,
  { port }: RequestUrl,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  const target = compiled.gateways(gateway).target(port);
  if (target === undefined) {
    trace.add('gateway', `no Service of ${gateway.id} has port ${port}`);
    return ended(trace, 'refused', null);
  }
  return compiled.enterGateway(compiled, gateway, target, connection, trace);
}

function fromPod(
  compiled: CompiledMesh,
  client: Workload,
  { host, port }: RequestUrl,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  if (isUnmodelled(client.proxy)) {
    trace.add('scope', `it is not known ${client.proxy.unmodelled}`, client.ref);
    return ended(trace, 'unknown', null);
  }
  const place = resolve(compiled, host, client.namespace);
  if (place === undefined) {
    trace.add('name', () => `no Service has the name ${host}${nearHost(compiled, host)}`);
    return ended(trace, 'refused', null);
  }
  const { service, external, unknown } = place;
  const entries =
    compiled.byHost.get(external ?? '')?.some(({ source }) => source === 'service-entry') === true;
  const doubt =
    namespaceDoubt(compiled.mesh, client.namespace) ??
    (service === undefined ? undefined : namespaceDoubt(compiled.mesh, service.namespace)) ??
    (entries ? entryDoubt(compiled.mesh) : undefined);
  if (doubt !== undefined) return doubtful(doubt, trace);
  if (unknown !== undefined) {
    trace.add('name', `${unknown} is outside of the set, and nothing is known of its ports and its pods`);
    return ended(trace, 'unknown', null);
  }
  trace.add(
    'name',
    () =>
      service === undefined
        ? `${external ?? host} is outside of the cluster${nearHost(compiled, host)}`
        : `${host} is ${service.host}`,
    service?.ref,
  );
  if (client.proxy === 'sidecar' && !bypassesOutbound(client, [port])) {
    return throughSidecar(compiled, client, place, port, connection, trace);
  }
  trace.add('scope', `${client.id} has no sidecar for port ${port}`, client.ref);
  return toPlace(compiled, place, port, connection, client, trace);
}

/** A setting of Istio that is not modelled could decide. */
function doubtful(doubt: string, trace: Trace): readonly Ending[] {
  trace.add('scope', doubt);
  return ended(trace, 'unknown', null);
}

/** The name of a service that may have been meant, if no service has the one that was written. */
function nearHost({ byHost }: CompiledMesh, host: string): string {
  if (byHost.has(host)) return '';
  const dots = host.split('.').length;
  const names = [...byHost.keys()].map((name) => name.split('.').slice(0, dots).join('.'));
  const near = suggest(host, names);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
