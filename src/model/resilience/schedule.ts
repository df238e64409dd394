import type { Backoff, ExponentialBackoff } from './backoff.js';
import type { RetryConfig } from './retry.js';

/** The time between two tries, from the shortest to the longest that chance can make it. */
export interface Wait {
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * Each wait of a policy, one fewer than its tries. Exact: the bounds of a wait are reached when chance fell to the same
 * side each time.
 *
 * The exponential strategy is the one of the libraries' `Retry`: the n-th wait is `u * min(d * multiplier, maxDelay)`
 * with `u` drawn evenly from `1 - r` to `1 + r`, and `d` the wait before it as it was drawn, or the initial delay. So
 * chance adds up from wait to wait, and a wait may be longer than `maxDelay`, by `r` of it.
 */
export function schedule({ maxAttempts, backoff }: RetryConfig): readonly Wait[] {
  const waits: Wait[] = [];
  for (const wait of waitsOf(backoff)) {
    if (waits.length >= maxAttempts - 1) break;
    waits.push(wait);
  }
  return waits;
}

/** All waits of a schedule at their longest. */
export function longestMs(waits: readonly Wait[]): number {
  return waits.reduce((total, { mostMs }) => total + mostMs, 0);
}

/** How long the last wait would be if nothing limited it, where a strategy adds before it compares with the limit. */
export function lastUnlimitedMs({ maxAttempts, backoff }: RetryConfig): number {
  const adding = backoff.strategy === 'linear' || backoff.strategy === 'fibonacci';
  const unlimited = adding ? { ...backoff, maxDelayMs: Number.POSITIVE_INFINITY } : backoff;
  return schedule({ maxAttempts, backoff: unlimited }).at(-1)?.mostMs ?? 0;
}

function waitsOf(backoff: Backoff): Iterable<Wait> {
  switch (backoff.strategy) {
    case 'exponential':
      return exponential(backoff);
    case 'linear':
      return fixed(linear(backoff.initialDelayMs, backoff.incrementMs), backoff.maxDelayMs);
    case 'constant':
      return fixed(linear(backoff.intervalMs, 0), backoff.intervalMs);
    case 'fibonacci':
      return fixed(fibonacci(backoff.initialDelayMs), backoff.maxDelayMs);
  }
}

function* exponential({
  initialDelayMs,
  maxDelayMs,
  multiplier,
  randomizationFactor: r,
}: ExponentialBackoff): Iterable<Wait> {
  let [leastMs, mostMs] = [initialDelayMs, initialDelayMs];
  for (;;) {
    leastMs = (1 - r) * Math.min(leastMs * multiplier, maxDelayMs);
    mostMs = (1 + r) * Math.min(mostMs * multiplier, maxDelayMs);
    yield { leastMs, mostMs };
  }
}

function* fixed(lengths: Iterable<number>, maxDelayMs: number): Iterable<Wait> {
  for (const length of lengths) {
    const ms = Math.min(length, maxDelayMs);
    yield { leastMs: ms, mostMs: ms };
  }
}

function* linear(first: number, increment: number): Iterable<number> {
  for (let n = 0; ; n++) yield first + n * increment;
}

function* fibonacci(first: number): Iterable<number> {
  let [now, next] = [first, first];
  for (;;) {
    yield now;
    [now, next] = [next, now + next];
  }
}
