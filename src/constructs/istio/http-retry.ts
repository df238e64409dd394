import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { duration } from '../../model/formats/duration.js';
import { count } from '../../model/formats/number.js';
import { retryOn } from '../../model/formats/retry-on.js';

/** Retries of a route (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry). */
export interface HttpRetry {
  /** Retries after the first try. 0 switches them off, and then nothing else may be set here. (Istio reads a missing
   *  `attempts` as 0 too, so it is required.) */
  readonly attempts: number;
  /** Time for each try, as a duration.
   *  @default - the timeout of the route */
  readonly perTryTimeout?: string;
  /** When to retry: conditions of Envoy and HTTP status codes, separated by commas without spaces.
   *  @default 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes' - or that of the MeshConfig */
  readonly retryOn?: string;
  /** Whether to retry at endpoints in other localities.
   *  @default false */
  readonly retryRemoteLocalities?: boolean;
  /** Whether a retry avoids endpoints that were tried already.
   *  @default true */
  readonly retryIgnorePreviousHosts?: boolean;
  /** Shortest wait between tries, as a duration; it doubles from try to try, with jitter.
   *  @default '25ms' */
  readonly backoff?: string;
}

/** Forms of the fields of {@link HttpRetry}; compose with `prefixed`. */
export const httpRetryFormats: FieldFormats = {
  attempts: count,
  perTryTimeout: duration,
  retryOn,
  backoff: duration,
};

/** Settings of retries that do not happen. Paths start at the settings. */
export function* httpRetryProblems(retries: HttpRetry): Iterable<FieldProblem> {
  if (retries.attempts !== 0) return;
  for (const [field, value] of Object.entries(retries)) {
    if (field !== 'attempts' && value !== undefined) {
      yield { path: [field], value, expected: 'none with attempts 0, which switches retries off' };
    }
  }
}
