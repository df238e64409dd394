import { describe, expect, it } from 'vitest';
import { BREAKER_TOLERANCE, disagreements } from '../../../src/model/resilience/agreement.js';
import { RETRY_CONFIG_BACKOFF } from '../../../src/model/resilience/backoff.js';
import { DEFAULT_CIRCUIT_BREAKER, mostProbes } from '../../../src/model/resilience/circuit-breaker.js';
import { libraryForm } from '../../../src/model/resilience/library.js';
import type { CallPolicies } from '../../../src/model/resilience/policy.js';
import { proxyWaitsMs } from '../../../src/model/resilience/proxy-waits.js';
import { formatMs, worstCase } from '../../../src/model/resilience/worst-case.js';

const BREAKER = { name: 'ai-core', ...DEFAULT_CIRCUIT_BREAKER };

describe('the worst case of a call', () => {
  it('is its timeout where nothing is repeated', () => {
    expect(worstCase({ tries: 1, perTryMs: undefined, timeoutMs: 5000 })).toEqual({
      ms: 5000,
      arithmetic: '5s',
    });
  });

  it('is all tries of the proxy and its waits', () => {
    expect(worstCase({ tries: 3, perTryMs: 2000, timeoutMs: 10_000 })).toEqual({
      ms: 6100,
      arithmetic: '3 proxy tries x 2s + 100ms',
    });
  });

  it('is all of that for each try of the program, and its waits at their longest', () => {
    const request = { tries: 2, perTryMs: 2000, timeoutMs: 5000 };
    const { ms, arithmetic } = worstCase(request, { maxAttempts: 3, backoff: RETRY_CONFIG_BACKOFF });
    expect(ms).toBeCloseTo(3 * 4025 + 220 + 484, 9);
    expect(arithmetic).toBe('3 tries x (2 proxy tries x 2s + 25ms) + 220ms + 484ms');
  });

  it('counts the waits of Envoy up to its ten base intervals', () => {
    expect([1, 2, 3, 4, 5, 6].map(proxyWaitsMs)).toEqual([0, 25, 100, 275, 525, 775]);
  });

  it('is written without the noise of fractions', () => {
    expect([484.000_000_000_06, 1000, 1500, 1025, 281.25, 0.5].map(formatMs)).toEqual([
      '484ms',
      '1s',
      '1.5s',
      '1025ms',
      '281.25ms',
      '0.5ms',
    ]);
  });
});

describe('a breaker that is half-open', () => {
  it('lets through the request that made it so, and as many as have to succeed', () => {
    expect(mostProbes(BREAKER)).toBe(2);
  });
});

describe('a breaker and an outlier policy', () => {
  const found = (maxFailures: number, timeoutMs: number, consecutive5xx: number, ejectMs: number) => [
    ...disagreements({ ...BREAKER, maxFailures, timeoutMs }, { consecutive5xx, ejectMs }, BREAKER_TOLERANCE),
  ];

  it('agree within a factor of two, either way', () => {
    expect(found(5, 60_000, 3, 60_000)).toEqual([]);
    expect(found(3, 30_000, 5, 30_000)).toEqual([]);
    expect(found(10, 60_000, 5, 30_000)).toEqual([]);
    expect(found(5, 30_000, 10, 60_000)).toEqual([]);
  });

  it('disagree beyond it', () => {
    expect(found(11, 61_000, 5, 30_000)).toEqual([
      "breaker.failures is 11 and the callee's inbound.outlier.consecutive5xx 5, expected from 3 to 10 (a factor of at most 2)",
      "breaker.open is 61s and the callee's inbound.outlier.eject 30s, expected from 15s to 60s (a factor of at most 2)",
    ]);
    expect(found(2, 14_000, 5, 30_000)).toHaveLength(2);
  });
});

describe('the form of a library', () => {
  const limits = { initialDelayMs: 100, maxDelayMs: 1500 };
  const policies: CallPolicies = new Map([
    ['ai-core', { breaker: BREAKER, retry: { maxAttempts: 3, backoff: RETRY_CONFIG_BACKOFF } }],
    [
      'redis',
      { breaker: undefined, retry: { maxAttempts: 2, backoff: { strategy: 'fibonacci', ...limits } } },
    ],
    [
      'mail',
      {
        breaker: undefined,
        retry: { maxAttempts: 2, backoff: { strategy: 'linear', ...limits, incrementMs: 50 } },
      },
    ],
    [
      'sms',
      { breaker: undefined, retry: { maxAttempts: 4, backoff: { strategy: 'constant', intervalMs: 250 } } },
    ],
  ]);

  it('is that of the fields of Go, in nanoseconds', () => {
    expect(libraryForm('go', policies)).toEqual({
      Calls: {
        'ai-core': {
          CircuitBreaker: {
            Name: 'ai-core',
            MaxFailures: 5,
            Timeout: 60_000_000_000,
            MaxRequests: 1,
            Interval: 60_000_000_000,
          },
          Retry: {
            MaxAttempts: 3,
            InitialDelay: 100_000_000,
            MaxDelay: 10_000_000_000,
            Multiplier: 2,
            RandomizationFactor: 0.1,
          },
        },
        redis: {
          Backoff: {
            Strategy: 'fibonacci',
            MaxAttempts: 2,
            InitialDelay: 100_000_000,
            MaxDelay: 1_500_000_000,
          },
        },
        mail: {
          Backoff: {
            Strategy: 'linear',
            MaxAttempts: 2,
            InitialDelay: 100_000_000,
            MaxDelay: 1_500_000_000,
            Increment: 50_000_000,
          },
        },
        sms: { Backoff: { Strategy: 'constant', MaxAttempts: 4, Interval: 250_000_000 } },
      },
    });
  });

  it('is that of the fields of Python, in seconds', () => {
    expect(libraryForm('python', policies)).toEqual({
      calls: {
        'ai-core': {
          circuit_breaker: {
            name: 'ai-core',
            max_failures: 5,
            timeout_seconds: 60,
            max_requests: 1,
            interval_seconds: 60,
          },
          retry: {
            max_attempts: 3,
            initial_delay_seconds: 0.1,
            max_delay_seconds: 10,
            multiplier: 2,
            randomization_factor: 0.1,
          },
        },
        redis: {
          backoff: {
            strategy: 'fibonacci',
            max_attempts: 2,
            initial_delay_seconds: 0.1,
            max_delay_seconds: 1.5,
          },
        },
        mail: {
          backoff: {
            strategy: 'linear',
            max_attempts: 2,
            initial_delay_seconds: 0.1,
            max_delay_seconds: 1.5,
            increment_seconds: 0.05,
          },
        },
        sms: { backoff: { strategy: 'constant', max_attempts: 4, interval_seconds: 0.25 } },
      },
    });
  });
});
