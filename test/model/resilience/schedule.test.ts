import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EXPONENTIAL_BACKOFF,
  RETRY_CONFIG_BACKOFF,
  type Backoff,
  type ExponentialBackoff,
  type FibonacciBackoff,
  type LinearBackoff,
} from '../../../src/model/resilience/backoff.js';
import type { RetryConfig } from '../../../src/model/resilience/retry.js';
import { lastUnlimitedMs, longestMs, schedule } from '../../../src/model/resilience/schedule.js';

const bounds = (config: RetryConfig): readonly (readonly [number, number])[] =>
  schedule(config).map(({ leastMs, mostMs }) => [
    Number(leastMs.toPrecision(12)),
    Number(mostMs.toPrecision(12)),
  ]);
const even = (backoff: Backoff, maxAttempts = 7): readonly number[] =>
  schedule({ maxAttempts, backoff }).map(({ leastMs, mostMs }) => {
    expect(leastMs).toBe(mostMs);
    return mostMs;
  });

describe('a schedule', () => {
  it('is that of the documentation for RetryConfig as it is', () => {
    // delay_n = U(0.9, 1.1) * min(delay_{n-1} * 2, 10 s), delay_0 = 100 ms.
    expect(bounds({ maxAttempts: 3, backoff: RETRY_CONFIG_BACKOFF })).toEqual([
      [180, 220],
      [324, 484],
    ]);
  });

  it('is that of the documentation for the strategy Exponential', () => {
    // The factors 0.5 and 1.5 of 750 ms, and of 1.5 times that.
    expect(bounds({ maxAttempts: 3, backoff: EXPONENTIAL_BACKOFF })).toEqual([
      [375, 1125],
      [281.25, 2531.25],
    ]);
  });

  it('limits what is multiplied, so that chance comes on top', () => {
    const backoff = { ...RETRY_CONFIG_BACKOFF, initialDelayMs: 8000 };
    expect(bounds({ maxAttempts: 3, backoff })).toEqual([
      [9000, 11_000],
      [9000, 11_000],
    ]);
  });

  it('adds, repeats, or sums the two before', () => {
    const [initialDelayMs, maxDelayMs] = [100, 650];
    expect(even({ strategy: 'linear', initialDelayMs, maxDelayMs, incrementMs: 200 })).toEqual([
      100, 300, 500, 650, 650, 650,
    ]);
    expect(even({ strategy: 'constant', intervalMs: 100 })).toEqual([100, 100, 100, 100, 100, 100]);
    expect(even({ strategy: 'fibonacci', initialDelayMs, maxDelayMs })).toEqual([
      100, 100, 200, 300, 500, 650,
    ]);
  });

  it('of one try has no wait', () => {
    expect(schedule({ maxAttempts: 1, backoff: RETRY_CONFIG_BACKOFF })).toEqual([]);
    expect(longestMs([])).toBe(0);
  });

  it('without chance has one length for each wait', () => {
    const backoff = { ...RETRY_CONFIG_BACKOFF, randomizationFactor: 0 };
    expect(even(backoff, 9)).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
  });

  it('with nothing but chance may not wait at all, and then never does again', () => {
    // 0 to 2 x 200, then 0 to 2 x 800, then 0 to 2 x 3200.
    const backoff = { ...RETRY_CONFIG_BACKOFF, randomizationFactor: 1 };
    expect(bounds({ maxAttempts: 4, backoff })).toEqual([
      [0, 400],
      [0, 1600],
      [0, 6400],
    ]);
  });

  it('limits the first wait too, which is multiplied already', () => {
    const backoff = { ...RETRY_CONFIG_BACKOFF, maxDelayMs: 150, randomizationFactor: 0 };
    expect(even(backoff, 3)).toEqual([150, 150]);
    expect(even({ strategy: 'linear', initialDelayMs: 100, maxDelayMs: 100, incrementMs: 50 }, 3)).toEqual([
      100, 100,
    ]);
  });

  it('is the limit however far out', () => {
    const waits = even({ strategy: 'fibonacci', initialDelayMs: 100, maxDelayMs: 60_000 }, 100);
    expect(waits).toHaveLength(99);
    // 100 x F(16) is 98,700.
    expect(waits.slice(14, 16)).toEqual([60_000, 60_000]);
    expect(waits.at(-1)).toBe(60_000);
  });

  it('knows how long a wait would be without the limit, where the limit comes after a sum', () => {
    const limits = { initialDelayMs: 100, maxDelayMs: 150 };
    expect(lastUnlimitedMs({ maxAttempts: 7, backoff: { strategy: 'fibonacci', ...limits } })).toBe(800);
    const linear = { strategy: 'linear' as const, ...limits, incrementMs: 1000 };
    expect(lastUnlimitedMs({ maxAttempts: 7, backoff: linear })).toBe(5100);
    expect(lastUnlimitedMs({ maxAttempts: 7, backoff: { ...EXPONENTIAL_BACKOFF, maxDelayMs: 500 } })).toBe(
      750,
    );
    expect(lastUnlimitedMs({ maxAttempts: 1, backoff: linear })).toBe(0);
  });
});

const exponential: fc.Arbitrary<ExponentialBackoff> = fc
  .record({
    initialDelayMs: fc.integer({ min: 1, max: 10_000 }),
    room: fc.integer({ min: 0, max: 100_000 }),
    multiplier: fc.double({ min: 1, max: 10, noNaN: true }),
    randomizationFactor: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ room, ...rest }) => ({
    strategy: 'exponential',
    ...rest,
    maxDelayMs: rest.initialDelayMs + room,
  }));
const sums: fc.Arbitrary<LinearBackoff | FibonacciBackoff> = fc
  .record({
    strategy: fc.constantFrom('linear' as const, 'fibonacci' as const),
    initialDelayMs: fc.integer({ min: 1, max: 10_000 }),
    room: fc.integer({ min: 0, max: 100_000 }),
    incrementMs: fc.integer({ min: 0, max: 5000 }),
  })
  .map(({ strategy, initialDelayMs, room, incrementMs }) => {
    const limits = { initialDelayMs, maxDelayMs: initialDelayMs + room };
    return strategy === 'linear' ? { strategy, ...limits, incrementMs } : { strategy, ...limits };
  });
const backoffs = fc.oneof(
  exponential,
  sums,
  fc.integer({ min: 1, max: 10_000 }).map((intervalMs): Backoff => ({ strategy: 'constant', intervalMs })),
);
const attempts = fc.integer({ min: 1, max: 12 });

describe('the laws of a schedule', () => {
  it('one wait fewer than tries, and none that ends before it can', () => {
    fc.assert(
      fc.property(backoffs, attempts, (backoff, maxAttempts) => {
        const waits = schedule({ maxAttempts, backoff });
        expect(waits).toHaveLength(maxAttempts - 1);
        for (const { leastMs, mostMs } of waits) {
          expect(leastMs).toBeGreaterThanOrEqual(0);
          expect(mostMs).toBeGreaterThanOrEqual(leastMs);
        }
      }),
    );
  });

  it('more tries only add waits', () => {
    fc.assert(
      fc.property(backoffs, attempts, (backoff, maxAttempts) => {
        const shorter = schedule({ maxAttempts, backoff });
        const longer = schedule({ maxAttempts: maxAttempts + 1, backoff });
        expect(longer.slice(0, -1)).toEqual(shorter);
        expect(longestMs(longer)).toBeGreaterThan(longestMs(shorter));
      }),
    );
  });

  it('no wait is longer than the limit and its random part', () => {
    fc.assert(
      fc.property(exponential, attempts, (backoff, maxAttempts) => {
        const limit = backoff.maxDelayMs * (1 + backoff.randomizationFactor);
        for (const { mostMs } of schedule({ maxAttempts, backoff }))
          expect(mostMs).toBeLessThanOrEqual(limit);
      }),
    );
    fc.assert(
      fc.property(sums, attempts, (backoff, maxAttempts) => {
        const waits = schedule({ maxAttempts, backoff }).map(({ mostMs }) => mostMs);
        expect(waits).toEqual(waits.toSorted((a, b) => a - b));
        expect(Math.max(0, ...waits)).toBeLessThanOrEqual(backoff.maxDelayMs);
      }),
    );
  });

  it('whatever chance does is within the bounds, which it reaches', () => {
    const draws = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(exponential, draws, (backoff, chance) => {
        const waits = schedule({ maxAttempts: chance.length + 1, backoff });
        const drawn = drawnWaits(backoff, chance);
        for (const [n, wait] of waits.entries()) {
          expect(drawn[n]).toBeGreaterThanOrEqual(wait.leastMs * (1 - 1e-12));
          expect(drawn[n]).toBeLessThanOrEqual(wait.mostMs * (1 + 1e-12));
        }
        const [least, most] = [0, 1].map((end) =>
          drawnWaits(
            backoff,
            chance.map(() => end),
          ),
        );
        for (const [n, wait] of waits.entries()) {
          expect(least?.[n]).toBeCloseTo(wait.leastMs, 6);
          expect(most?.[n]).toBeCloseTo(wait.mostMs, 6);
        }
      }),
    );
  });
});

/** The documented recurrence, step by step, with the numbers that chance gives. */
function drawnWaits(
  { initialDelayMs, maxDelayMs, multiplier, randomizationFactor: r }: ExponentialBackoff,
  chance: readonly number[],
): readonly number[] {
  let delay = initialDelayMs;
  return chance.map((draw) => {
    delay = Math.min(delay * multiplier, maxDelayMs) * (1 - r + 2 * r * draw);
    return delay;
  });
}
