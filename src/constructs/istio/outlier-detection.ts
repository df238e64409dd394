import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { duration } from '../../model/formats/duration.js';
import { count, integer } from '../../model/formats/number.js';

/**
 * Which endpoints a proxy stops using, and for how long (https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection).
 * `{}` is a policy: five errors of 5xx in a row.
 */
export interface OutlierDetection {
  /** Errors in a row after which an endpoint is ejected: answers of 5xx, and connections that fail or break. 0 switches
   *  this off.
   *  @default 5 */
  readonly consecutive5xxErrors?: number;
  /** As `consecutive5xxErrors`, counting only 502, 503, 504 and broken connections. 0 switches this off, and so does a number
   *  that `consecutive5xxErrors` reaches first.
   *  @default 0 */
  readonly consecutiveGatewayErrors?: number;
  /** Failures to connect in a row after which an endpoint is ejected. Needs `splitExternalLocalOriginErrors`.
   *  @default 5 */
  readonly consecutiveLocalOriginFailures?: number;
  /** Count failures to connect apart from answers with errors.
   *  @default false */
  readonly splitExternalLocalOriginErrors?: boolean;
  /** HTTP codes, 100 to 599, that count as errors instead of 5xx.
   *  @default - 500 to 599 */
  readonly outlierDetectionHttpErrorCodes?: readonly number[];
  /** Time between two decisions, as a duration.
   *  @default '10s' */
  readonly interval?: string;
  /** Time of the first ejection, as a duration; it grows by as much with each one that follows.
   *  @default '30s' */
  readonly baseEjectionTime?: string;
  /** Endpoints that may be ejected at once, in percent of all. 0 is the same as leaving it out.
   *  @default 10 */
  readonly maxEjectionPercent?: number;
  /** Healthy endpoints, in percent, below which ejections no longer count and all endpoints are used.
   *  @default 0 */
  readonly minHealthPercent?: number;
}

const percent = integer(0, 100, 'a percentage without fraction');

/** Forms of the fields of {@link OutlierDetection}; compose with `prefixed`. */
export const outlierDetectionFormats: FieldFormats = {
  consecutive5xxErrors: count,
  consecutiveGatewayErrors: count,
  consecutiveLocalOriginFailures: count,
  'outlierDetectionHttpErrorCodes[]': integer(100, 599, 'an HTTP status'),
  interval: duration,
  baseEjectionTime: duration,
  maxEjectionPercent: percent,
  minHealthPercent: percent,
};

/** A count that nothing increases. Paths start at the settings. */
export function* outlierDetectionProblems(outlier: OutlierDetection): Iterable<FieldProblem> {
  const { consecutiveLocalOriginFailures: failures, splitExternalLocalOriginErrors: split } = outlier;
  if (failures !== undefined && failures > 0 && split !== true) {
    yield {
      path: ['consecutiveLocalOriginFailures'],
      value: failures,
      expected:
        'splitExternalLocalOriginErrors: true with it, otherwise such failures count as errors of 5xx',
    };
  }
}
