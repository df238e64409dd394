import { checkFields, type FieldFormats, type FieldProblem } from '../check-fields.js';
import type { Format } from '../format.js';
import { integer } from '../formats/number.js';
import type { Backoff } from './backoff.js';

/** A program's own retries (`RetryConfig` of the shared libraries, and their strategies). */
export interface RetryConfig {
  /** How often a request is sent, the first time included. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
}

const milliseconds = integer(1, Number.MAX_SAFE_INTEGER);

/** Forms of the fields of {@link RetryConfig}. */
export const retryFormats: FieldFormats = {
  maxAttempts: integer(1, 100),
  'backoff.initialDelayMs': milliseconds,
  'backoff.maxDelayMs': milliseconds,
  'backoff.incrementMs': integer(0, Number.MAX_SAFE_INTEGER),
  'backoff.intervalMs': milliseconds,
  'backoff.multiplier': between(1, 100, 'a factor of at least 1 and at most 100: less would hurry'),
  'backoff.randomizationFactor': between(0, 1, 'a number from 0 to 1: more would wait less than nothing'),
};

/** What is wrong with a policy. Paths start at it. */
export function* retryProblems(config: RetryConfig): Iterable<FieldProblem> {
  yield* checkFields(config, retryFormats);
  const { backoff } = config;
  if ('maxDelayMs' in backoff && backoff.maxDelayMs < backoff.initialDelayMs) {
    yield {
      path: ['backoff', 'maxDelayMs'],
      value: backoff.maxDelayMs,
      expected: `at least initialDelayMs, ${backoff.initialDelayMs}`,
    };
  }
}

function between(min: number, max: number, expected: string): Format {
  return { expected, accepts: (value) => typeof value === 'number' && value >= min && value <= max };
}
