import {
  EXPONENTIAL_BACKOFF,
  RETRY_CONFIG_BACKOFF,
  type Backoff,
} from '../../src/model/resilience/backoff.js';
import { DEFAULT_CIRCUIT_BREAKER } from '../../src/model/resilience/circuit-breaker.js';
import type { Library } from '../../src/model/resilience/library.js';
import type { CallPolicies, CallPolicy } from '../../src/model/resilience/policy.js';

const LIMITS = { initialDelayMs: 150, maxDelayMs: 1234 };

/** Every strategy, up to and beyond its limit. */
const BACKOFFS: Readonly<Record<string, Backoff>> = {
  'retry-config': RETRY_CONFIG_BACKOFF,
  exponential: EXPONENTIAL_BACKOFF,
  'no-chance': { ...EXPONENTIAL_BACKOFF, randomizationFactor: 0 },
  'only-chance': { ...EXPONENTIAL_BACKOFF, randomizationFactor: 1, multiplier: 1 },
  linear: { strategy: 'linear', ...LIMITS, incrementMs: 333 },
  constant: { strategy: 'constant', intervalMs: 77 },
  fibonacci: { strategy: 'fibonacci', ...LIMITS },
};

const BREAKERS = [
  { ...DEFAULT_CIRCUIT_BREAKER },
  { maxFailures: 1, timeoutMs: 1, maxRequests: 3, intervalMs: 1 },
  { maxFailures: 7, timeoutMs: 90_500, maxRequests: 2, intervalMs: 3_600_000 },
];

/** Policies of all kinds that a library has. */
export function samples(library: Library): CallPolicies {
  const all = new Map<string, CallPolicy>();
  for (const [name, backoff] of Object.entries(BACKOFFS)) {
    if (library === 'python' && backoff.strategy === 'fibonacci') continue;
    all.set(name, { breaker: undefined, retry: { maxAttempts: 12, backoff } });
  }
  for (const [i, breaker] of BREAKERS.entries()) {
    const name = `breaker-${i}`;
    all.set(name, {
      breaker: { name, ...breaker },
      retry: { maxAttempts: 1, backoff: RETRY_CONFIG_BACKOFF },
    });
  }
  return all;
}
