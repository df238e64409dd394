import type { FieldFormats } from '../check-fields.js';
import type { Format } from '../format.js';
import { duration, durationMs } from '../formats/duration.js';
import { badValue, missing, together, type Complaint } from './complaint.js';
import { checkFormats, notNegative } from './formats.js';
import type { Part } from './part.js';

/** Below a millisecond it is off. */
const idleTimeout: Format = {
  expected: `${duration.expected}, or 0s for none`,
  accepts: (value) =>
    duration.accepts(value) ||
    (typeof value === 'string' && (durationMs(value.replace(/^[-+]/, '')) ?? Number.NaN) < 1),
};

const FORMATS: FieldFormats = {
  'http.http1MaxPendingRequests': notNegative,
  'http.http2MaxRequests': notNegative,
  'http.maxRequestsPerConnection': notNegative,
  'http.maxRetries': notNegative,
  'http.idleTimeout': duration,
  'http.maxConcurrentStreams': notNegative,
  'http.http2KeepAlive.interval': duration,
  'http.http2KeepAlive.timeout': duration,
  'tcp.maxConnections': notNegative,
  'tcp.connectTimeout': duration,
  'tcp.maxConnectionDuration': duration,
  'tcp.idleTimeout': idleTimeout,
  'tcp.tcpKeepalive.time': duration,
  'tcp.tcpKeepalive.interval': duration,
};

/** istio `pkg/config/validation/validation.go`, validateConnectionPool. */
export function* checkConnectionPool(pool: Part): Iterable<Complaint> {
  if (!pool.isSet) return;
  const [http, keepAlive] = [pool.of('http'), pool.of('http', 'http2KeepAlive')];
  if (!http.isSet && !pool.of('tcp').isSet) yield badValue(pool, 'http or tcp in it');
  yield* checkFormats(pool, FORMATS);
  if (keepAlive.isSet)
    for (const field of ['interval', 'timeout'])
      if (!keepAlive.of(field).isSet) yield missing(keepAlive.of(field));
  if (http.of('h2UpgradePolicy').text === 'UPGRADE' && http.of('useClientProtocol').isTrue)
    yield together(http.of('useClientProtocol'), 'does not go with h2UpgradePolicy UPGRADE');
}
