import type { CircuitBreakerConfig } from './circuit-breaker.js';
import { formatMs } from './worst-case.js';

/** When the proxy of a caller stops using one pod of a callee for a while. */
export interface Ejection {
  /** Errors of class 5xx of one pod in a row. */
  readonly consecutive5xx: number;
  /** How long the pod stays out the first time. */
  readonly ejectMs: number;
}

/**
 * How far a caller's breaker and the callee's outlier policy may be apart, as a factor in either direction.
 *
 * They are different things. The breaker counts any error of all pods in a window, for one process, and then refuses all
 * of them; the policy counts errors in a row of one pod, for one client proxy, and takes out that pod. Equal numbers
 * would not make them do the same, so what is asked for is that neither makes the other pointless: a breaker much more
 * patient finds the pods ejected before it ever opens, and one much less patient gives up on every pod because of one.
 */
export const BREAKER_TOLERANCE = 2;

/** Where a breaker and an outlier policy are further apart than they may be, each a sentence. */
export function* disagreements(
  { maxFailures, timeoutMs }: CircuitBreakerConfig,
  { consecutive5xx, ejectMs }: Ejection,
  tolerance: number,
): Iterable<string> {
  if (apart(maxFailures, consecutive5xx) > tolerance) {
    yield `breaker.failures is ${maxFailures} and the callee's inbound.outlier.consecutive5xx ${consecutive5xx}, expected ${range(consecutive5xx, tolerance, String)} (a factor of at most ${tolerance})`;
  }
  if (apart(timeoutMs, ejectMs) > tolerance) {
    yield `breaker.open is ${formatMs(timeoutMs)} and the callee's inbound.outlier.eject ${formatMs(ejectMs)}, expected ${range(ejectMs, tolerance, formatMs)} (a factor of at most ${tolerance})`;
  }
}

function apart(a: number, b: number): number {
  return a > b ? a / b : b / a;
}

function range(value: number, tolerance: number, format: (value: number) => string): string {
  return `from ${format(Math.ceil(value / tolerance))} to ${format(Math.floor(value * tolerance))}`;
}
