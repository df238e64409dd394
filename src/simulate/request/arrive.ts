import { capturesInbound } from '../../mesh/capture.js';
import { isUnmodelled } from '../../mesh/match.js';
import { isHttp2, protocolNamed, type Protocol } from '../../mesh/protocol.js';
import { numberAt, stringAt, type Field } from '../../mesh/fields.js';
import type { Workload } from '../../mesh/workload.js';
import { authenticate } from './authenticate.js';
import { spiffeId, type Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { ended, type Ending } from './ending.js';
import { readsAsHttp, unreadableMethod } from './http1-methods.js';
import { authorize } from './rbac.js';
import { throughNetwork } from './through-network.js';
import type { Trace } from './trace.js';
import { unmodelledProxy } from './unmodelled-proxy.js';

/** Where a connection goes, and by which service. */
export interface Target {
  readonly workload: Workload;
  readonly port: number;
  readonly service?: string;
  readonly subset?: string;
}

/** What happens to a connection at a pod: NetworkPolicies, mTLS, the token check, policies, and the program's port. */
export function arrive(
  compiled: CompiledMesh,
  target: Target,
  connection: Connection,
  from: Workload | undefined,
  trace: Trace,
): readonly Ending[] {
  const refused = (unconnected = true): readonly Ending[] =>
    ended(trace, 'refused', connection.byHttpProxy ? 503 : null, { unconnected });
  const network = throughNetwork(compiled, target, connection.end, from, trace);
  if (network === 'refused') return refused();
  if (network === 'unknown') return ended(trace, 'unknown', null);
  const { workload, port } = target;
  if (isUnmodelled(workload.proxy)) {
    trace.add('tls', `it is not known ${workload.proxy.unmodelled}`, workload.ref);
    return ended(trace, 'unknown', null);
  }
  if (workload.proxy !== 'sidecar' || !capturesInbound(workload, port)) {
    return atProgram(compiled, target, connection, trace);
  }
  const filter = unmodelledProxy(compiled.mesh, workload);
  if (filter !== undefined) {
    trace.add('port', `${filter} changes the proxy of ${workload.id}, which is not modelled`);
    return ended(trace, 'unknown', null);
  }
  // What takes no plaintext closes the connection when it is there already; a TLS handshake fails before.
  return behindSidecar(compiled, target, connection, trace) ?? refused(connection.tls !== 'none');
}

/** What a sidecar does with a port of its pod. */
interface Inbound {
  readonly protocol: Protocol;
  /** True if it speaks HTTP/2 to the program. */
  readonly http2: boolean;
  /** The port at which the program listens for it. */
  readonly program: number;
}

/** A Sidecar's own listeners replace those of Services (istio `core/listener_inbound.go`). */
function inboundAt(compiled: CompiledMesh, workload: Workload, port: number): Inbound {
  const { ingress } = compiled.scopes(workload);
  if (ingress.length > 0) {
    const listener = ingress.find((one) => numberAt(one, 'port', 'number') === port);
    if (listener === undefined) return { protocol: 'auto', http2: false, program: port };
    const protocol = stringAt(listener, 'port', 'protocol') ?? '';
    return {
      protocol: protocolNamed(protocol),
      http2: isHttp2(protocol),
      program: endpointPort(listener) ?? port,
    };
  }
  const { podPorts } = compiled;
  return {
    protocol: podPorts.protocol(workload, port) ?? 'auto',
    http2: podPorts.http2(workload, port),
    program: port,
  };
}

function endpointPort(listener: Field): number | undefined {
  const found = /:(\d+)$/.exec(stringAt(listener, 'defaultEndpoint') ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

/** @returns nothing if the sidecar does not take the connection */
function behindSidecar(
  compiled: CompiledMesh,
  target: Target,
  connection: Connection,
  trace: Trace,
): readonly Ending[] | undefined {
  const { workload, port } = target;
  const mtls = compiled.mtls(workload, port);
  if (isUnmodelled(mtls)) {
    trace.add('tls', `it is not known ${mtls.unmodelled}`);
    return ended(trace, 'unknown', null);
  }
  const inbound = inboundAt(compiled, workload, port);
  const { tls, message } = connection;
  const spoken = tls === 'none' && message.sealed ? 'tls' : tls;
  const takes = takesConnection(mtls.mode, spoken, inbound.protocol);
  const said = spoken === 'mtls' ? 'mTLS' : spoken === 'tls' ? 'TLS of the caller' : 'plaintext';
  trace.add(
    'tls',
    () => `${workload.id} is ${mtls.mode} on port ${port}${takes ? ', which takes' : '; it refuses'} ${said}`,
    mtls.resource,
    mtls.path,
  );
  if (!takes) {
    const asItComes = mtls.mode === 'DISABLE' && spoken === 'mtls' && inbound.protocol !== 'http';
    return asItComes ? unreadable(compiled, target, connection, trace) : undefined;
  }
  // A port that takes no TLS shows no certificate either: what it does with the bytes comes first.
  if (!hasWantedName(compiled, workload, connection, trace)) return undefined;
  // Where the protocol is detected, that of mTLS is what the caller's proxy took it for (its ALPN).
  const saysHttp = spoken !== 'mtls' || connection.byHttpProxy;
  const http =
    message.kind === 'http' &&
    !message.sealed &&
    spoken !== 'tls' &&
    (inbound.protocol === 'http' || (inbound.protocol === 'auto' && saysHttp));
  if (inbound.protocol === 'http' && !http) {
    trace.add('port', `port ${port} is for HTTP, and this is not`);
    return undefined;
  }
  const arrived = { ...target, port: inbound.program };
  if (http && spoken === 'mtls' && !connection.byHttpProxy && connection.http2 === true && !message.grpc) {
    trace.add('port', 'the proxies agreed on HTTP/2 (ALPN), and bytes of HTTP/1.1 come');
    return ended(trace, 'refused', null);
  }
  if (http && isWebSocketOverHttp2(connection)) {
    trace.add('port', 'a sidecar takes no WebSocket over HTTP/2, which its caller speaks to this port');
    return ended(trace, 'refused', 503);
  }
  return http
    ? asRequest(compiled, arrived, port, inbound.http2, connection, trace)
    : asBytes(compiled, arrived, port, connection, trace);
}

/**
 * mTLS at a port of bytes that is DISABLE: the sidecar would pass it on as it comes, so that its policies meet a caller
 * without identity, and the program a handshake that it cannot answer.
 * @returns nothing if no policy ends it before
 */
function unreadable(
  compiled: CompiledMesh,
  { workload, port }: Target,
  connection: Connection,
  trace: Trace,
): readonly Ending[] | undefined {
  const { identity: _, sni: __, ...plain } = connection;
  const verdict = authorize(
    compiled.mesh.authorizationPolicies(workload),
    { connection: { ...plain, tls: 'none' }, port },
    trace,
  );
  if (verdict === 'unknown') return ended(trace, 'unknown', null);
  return verdict === 'denied' && !connection.byHttpProxy ? ended(trace, 'denied', null) : undefined;
}

/** Whether the certificate of a sidecar has a name that the DestinationRule of the caller asks for. */
function hasWantedName(
  { mesh }: CompiledMesh,
  workload: Workload,
  { tls, wanted = [] }: Connection,
  trace: Trace,
): boolean {
  if (tls !== 'mtls' || wanted.length === 0 || wanted.includes(spiffeId(mesh.assumptions, workload)))
    return true;
  trace.add('tls', `${workload.id} has none of the names that the caller wants: ${wanted.join(', ')}`);
  return false;
}

/** Which connections a sidecar's filter chains match (istio `core/filterchain_options.go`). */
function takesConnection(mode: string, tls: Connection['tls'], protocol: Protocol): boolean {
  switch (mode) {
    case 'STRICT':
      return tls === 'mtls';
    case 'DISABLE':
      // The sidecar does not look for TLS at such a port, so that it passes on that of the caller as bytes.
      return tls === 'none' || (tls === 'tls' && protocol !== 'http');
    default:
      return tls !== 'tls' || protocol !== 'http';
  }
}

function asRequest(
  compiled: CompiledMesh,
  target: Target,
  port: number,
  http2: boolean,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  if (!readsAsHttp(connection.message)) return unreadableMethod(connection.message, trace);
  const { workload } = target;
  const clean = {
    ...connection.message,
    path: compiled.normalized(connection.message.path),
  };
  const checked = authenticate(compiled.jwtRules(workload), clean, trace);
  if ('status' in checked) return ended(trace, 'unauthorized', checked.status);
  const { message } = checked;
  const verdict = authorize(
    compiled.mesh.authorizationPolicies(workload),
    { connection, message, port },
    trace,
  );
  if (verdict === 'denied') return ended(trace, 'denied', 403);
  if (verdict === 'unknown') return ended(trace, 'unknown', null);
  return atProgram(compiled, target, { ...connection, byHttpProxy: true, message, http2 }, trace);
}

function asBytes(
  compiled: CompiledMesh,
  target: Target,
  port: number,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  const verdict = authorize(
    compiled.mesh.authorizationPolicies(target.workload),
    { connection, port },
    trace,
  );
  if (verdict === 'unknown') return ended(trace, 'unknown', null);
  if (verdict === 'denied') {
    return connection.byHttpProxy ? ended(trace, 'refused', 503) : ended(trace, 'denied', null);
  }
  return atProgram(compiled, target, connection, trace);
}

function atProgram(
  { podPorts }: CompiledMesh,
  { workload, port, service, subset }: Target,
  connection: Connection,
  trace: Trace,
): readonly Ending[] {
  if (connection.tls === 'mtls' && (workload.proxy !== 'sidecar' || !capturesInbound(workload, port))) {
    trace.add('tls', `${workload.id} has no sidecar before port ${port} that could take mTLS`, workload.ref);
    return ended(trace, 'refused', connection.byHttpProxy ? 503 : null, { unconnected: true });
  }
  const listens = podPorts.find(workload, port) !== undefined;
  if (!listens) {
    trace.add('port', `no container of ${workload.id} has port ${port}`, workload.ref);
    return ended(trace, 'refused', connection.byHttpProxy ? 503 : null, { unconnected: true });
  }
  const { message } = connection;
  if (message.sealed && connection.tls === 'tls') return tlsInTls(trace);
  if (isWebSocketOverHttp2(connection)) return webSocketOverHttp2(trace);
  trace.add('port', `${workload.id} gets it on port ${port}`, workload.ref);
  return ended(trace, 'routed', null, {
    destination: {
      workload: workload.id,
      port,
      ...(service === undefined ? {} : { service }),
      ...(subset === undefined ? {} : { subset }),
    },
    ...(message.kind === 'http' ? { host: message.authority, path: message.path } : {}),
  });
}

/** A proxy that speaks TLS on behalf of a caller that speaks it too. Programs look into one of them. */
export function tlsInTls(trace: Trace): readonly Ending[] {
  trace.add('tls', 'the caller speaks TLS within the TLS of its proxy, which no program expects');
  return ended(trace, 'refused', null);
}

/** Whether a proxy asks for a WebSocket by HTTP/2 (RFC 8441). */
export function isWebSocketOverHttp2({ byHttpProxy, message, http2 }: Connection): boolean {
  return byHttpProxy && message.upgrade && http2 === true;
}

export function webSocketOverHttp2(trace: Trace): readonly Ending[] {
  trace.add('port', 'the proxy speaks HTTP/2 to the program, over which programs take no WebSocket');
  return ended(trace, 'refused', 502);
}
