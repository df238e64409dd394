/**
 * The caller's own circuit breaker, in the words of the shared libraries (`CircuitBreakerConfig`). Its state is one
 * process's, so each replica opens for itself.
 *
 * Closed: every error counts, in windows of `intervalMs` that follow each other; `maxFailures` in one window open it.
 * Open: refused at once, for `timeoutMs`. Half-open: `maxRequests` successes close it, any failure opens it again.
 */
export interface CircuitBreakerConfig {
  readonly name: string;
  readonly maxFailures: number;
  /** How long it stays open. */
  readonly timeoutMs: number;
  readonly maxRequests: number;
  /** The length of a window in which failures are counted. */
  readonly intervalMs: number;
}

/** What the libraries do where a caller says nothing. */
export const DEFAULT_CIRCUIT_BREAKER = {
  maxFailures: 5,
  timeoutMs: 60_000,
  maxRequests: 1,
  intervalMs: 60_000,
} as const satisfies Omit<CircuitBreakerConfig, 'name'>;

/** How many requests a half-open breaker may let through: the one that makes it half-open is not counted. */
export function mostProbes({ maxRequests }: CircuitBreakerConfig): number {
  return maxRequests + 1;
}
