import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { duration, durationOrZero } from '../../model/formats/duration.js';
import { count } from '../../model/formats/number.js';
import { someOf } from './nested.js';

/**
 * Limits on connections and requests, per proxy that calls (https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings).
 * At least one of `tcp` and `http`. A count of 0 is the same as none: the limit stays at Envoy's 2^32-1
 * (istio `pilot/pkg/networking/core/cluster_traffic_policy.go`).
 */
export interface ConnectionPoolSettings {
  /** Limits on connections, for HTTP upstreams too.
   *  @default - no limits, 10 s to connect */
  readonly tcp?: TcpSettings;
  /** Limits on requests.
   *  @default - no limits */
  readonly http?: HttpSettings;
}

/** Limits on connections. */
export interface TcpSettings {
  /** Connections (HTTP/1.1 and TCP) to the host.
   *  @default - no limit */
  readonly maxConnections?: number;
  /** Time to establish a connection, as a duration.
   *  @default - `connectTimeout` of the MeshConfig, 10s */
  readonly connectTimeout?: string;
  /** Probing of idle connections by the kernel.
   *  @default - off */
  readonly tcpKeepalive?: TcpKeepalive;
  /** Longest life of a connection, as a duration.
   *  @default - no limit */
  readonly maxConnectionDuration?: string;
  /** How long a connection may carry nothing, as a duration; `0s` for ever.
   *  @default '1h' */
  readonly idleTimeout?: string;
}

/** Probing of idle connections (`SO_KEEPALIVE`). */
export interface TcpKeepalive {
  /** Unanswered probes before the connection counts as dead.
   *  @default - as the operating system has it (Linux: 9) */
  readonly probes?: number;
  /** Idle time before the first probe, as a duration.
   *  @default - as the operating system has it (Linux: 2h) */
  readonly time?: string;
  /** Time between probes, as a duration.
   *  @default - as the operating system has it (Linux: 75s) */
  readonly interval?: string;
}

/** Limits on requests. */
export interface HttpSettings {
  /** Requests that wait for a connection.
   *  @default - no limit */
  readonly http1MaxPendingRequests?: number;
  /** Requests in flight, over HTTP/1.1 too.
   *  @default - no limit */
  readonly http2MaxRequests?: number;
  /** Requests after which a connection is closed; 1 switches keep-alive off.
   *  @default - no limit */
  readonly maxRequestsPerConnection?: number;
  /** Retries in flight.
   *  @default - no limit */
  readonly maxRetries?: number;
  /** How long a connection may have no request, as a duration.
   *  @default '1h' */
  readonly idleTimeout?: string;
  /** Whether HTTP/1.1 requests go upstream as HTTP/2.
   *  @default 'DEFAULT' - `h2UpgradePolicy` of the MeshConfig */
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  /** Go upstream with the protocol that the client speaks. Not together with `h2UpgradePolicy: 'UPGRADE'`.
   *  @default false */
  readonly useClientProtocol?: boolean;
  /** Streams on one HTTP/2 connection.
   *  @default - 2^31-1 */
  readonly maxConcurrentStreams?: number;
  /** PING frames on HTTP/2 connections.
   *  @default - none */
  readonly http2KeepAlive?: Http2KeepAlive;
}

/** PING frames on HTTP/2 connections. Both times are required (istio `pkg/config/validation/validation.go`). */
export interface Http2KeepAlive {
  /** Time between frames, as a duration. */
  readonly interval: string;
  /** How long the answer may take, as a duration. */
  readonly timeout: string;
}

/** Forms of the fields of {@link ConnectionPoolSettings}. Its own path is the empty one, so compose with `prefixed`. */
export const connectionPoolFormats: FieldFormats = {
  'tcp.maxConnections': count,
  'tcp.connectTimeout': duration,
  'tcp.maxConnectionDuration': duration,
  'tcp.idleTimeout': durationOrZero,
  'tcp.tcpKeepalive.probes': count,
  'tcp.tcpKeepalive.time': duration,
  'tcp.tcpKeepalive.interval': duration,
  'http.http1MaxPendingRequests': count,
  'http.http2MaxRequests': count,
  'http.maxRequestsPerConnection': count,
  'http.maxRetries': count,
  'http.idleTimeout': duration,
  'http.maxConcurrentStreams': count,
  'http.http2KeepAlive.interval': duration,
  'http.http2KeepAlive.timeout': duration,
};

/** What istiod refuses beyond the forms of single fields. Paths start at the settings. */
export function* connectionPoolProblems(
  settings: ConnectionPoolSettings | undefined,
): Iterable<FieldProblem> {
  if (settings === undefined) return;
  const some = someOf('tcp', 'http');
  if (!some.accepts(settings)) yield { path: [], value: settings, expected: some.expected };
  if (settings.http?.h2UpgradePolicy === 'UPGRADE' && settings.http.useClientProtocol === true) {
    yield {
      path: ['http', 'useClientProtocol'],
      value: true,
      expected: 'false with h2UpgradePolicy UPGRADE: the proxy cannot keep the protocol and change it',
    };
  }
}
