import { durationMs } from '../../model/formats/duration.js';
import { EXPONENTIAL_BACKOFF, RETRY_CONFIG_BACKOFF, type Backoff } from '../../model/resilience/backoff.js';
import {
  DEFAULT_CIRCUIT_BREAKER,
  type CircuitBreakerConfig,
} from '../../model/resilience/circuit-breaker.js';
import type { CallPolicies } from '../../model/resilience/policy.js';
import type { RetryConfig } from '../../model/resilience/retry.js';
import { worstCase, type WorstCase } from '../../model/resilience/worst-case.js';
import { calleeName, type AnyOptions, type Call } from './call.js';
import type { BackoffOptions } from './resilience-options.js';

/** What a workload's program does by itself, by the names in its file, sorted. */
export function policiesOf(outgoing: readonly Call[]): CallPolicies {
  return new Map(
    outgoing
      .filter(({ options }) => hasPolicy(options))
      .map((call) => [policyName(call), call] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { options }]) => [name, { breaker: breakerOf(options, name), retry: retryOf(options) }]),
  );
}

/** Whether the program of the caller does something by itself. */
export function hasPolicy({ breaker, retry }: AnyOptions): boolean {
  return breaker !== undefined || retry !== undefined;
}

export function policyName(call: Call): string {
  return call.options.policy ?? calleeName(call);
}

/** The breaker of a call, with the library's defaults written out. */
export function breakerOf({ breaker }: AnyOptions, name: string): CircuitBreakerConfig | undefined {
  if (breaker === undefined) return undefined;
  const { failures, open, window, successes } = breaker;
  const { timeoutMs, maxRequests, intervalMs } = DEFAULT_CIRCUIT_BREAKER;
  return {
    name,
    maxFailures: failures,
    timeoutMs: milliseconds(open, timeoutMs),
    maxRequests: successes ?? maxRequests,
    intervalMs: milliseconds(window, intervalMs),
  };
}

/** The program's own retries of a call, with the library's defaults written out. */
export function retryOf({ retry }: AnyOptions): RetryConfig | undefined {
  if (retry === undefined) return undefined;
  const backoff = retry.backoff === undefined ? RETRY_CONFIG_BACKOFF : backoffOf(retry.backoff);
  return { maxAttempts: retry.tries, backoff };
}

function backoffOf(options: BackoffOptions): Backoff {
  switch (options.strategy) {
    case 'exponential':
      return {
        strategy: 'exponential',
        initialDelayMs: milliseconds(options.initial, EXPONENTIAL_BACKOFF.initialDelayMs),
        maxDelayMs: milliseconds(options.max, EXPONENTIAL_BACKOFF.maxDelayMs),
        multiplier: options.multiplier ?? EXPONENTIAL_BACKOFF.multiplier,
        randomizationFactor: options.jitter ?? EXPONENTIAL_BACKOFF.randomizationFactor,
      };
    case 'linear':
      return {
        strategy: 'linear',
        initialDelayMs: milliseconds(options.initial),
        maxDelayMs: milliseconds(options.max),
        incrementMs: milliseconds(options.increment),
      };
    case 'constant':
      return { strategy: 'constant', intervalMs: milliseconds(options.interval) };
    case 'fibonacci':
      return {
        strategy: 'fibonacci',
        initialDelayMs: milliseconds(options.initial),
        maxDelayMs: milliseconds(options.max),
      };
  }
}

/** How long a call takes at worst; `undefined` where nothing ends it. */
export function worstCaseOf(options: AnyOptions): WorstCase | undefined {
  const { tries = 1, perTry, timeout, retry } = options;
  const limit = timeout ?? retry?.perTry;
  if (limit === undefined) return undefined;
  return worstCase(
    {
      tries,
      perTryMs: perTry === undefined ? undefined : milliseconds(perTry),
      timeoutMs: milliseconds(limit),
    },
    retryOf(options),
  );
}

/** How many requests one of the caller's can become: its program's tries times its proxy's. */
export function requestsOf(call: Call): number {
  return (call.options.tries ?? 1) * programTries(call);
}

/** How often the program of a caller asks by itself, or its client of a store. */
export function programTries({ options, connection }: Call): number {
  return connection?.store === 'redis' ? connection.client.tries : (options.retry?.tries ?? 1);
}

/** The forms of options are checked before they are used. */
function milliseconds(text: string | undefined, otherwise = Number.NaN): number {
  return text === undefined ? otherwise : (durationMs(text) ?? Number.NaN);
}
