import type { CircuitBreakerConfig } from './circuit-breaker.js';
import type { RetryConfig } from './retry.js';

/** What a program does by itself in one of its calls. */
export interface CallPolicy {
  readonly breaker: CircuitBreakerConfig | undefined;
  readonly retry: RetryConfig | undefined;
}

/** The policies of a program, by the names of the calls. */
export type CallPolicies = ReadonlyMap<string, CallPolicy>;
