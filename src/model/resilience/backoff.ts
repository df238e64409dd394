/** Each wait is the one before it times `multiplier`, and then made longer or shorter at random. */
export interface ExponentialBackoff {
  readonly strategy: 'exponential';
  /** Comes before the first wait: that one is already multiplied. */
  readonly initialDelayMs: number;
  /** Limits what is multiplied. A wait may still be longer, by the random part. */
  readonly maxDelayMs: number;
  readonly multiplier: number;
  /** The random part `r`: a factor from `1 - r` to `1 + r`. */
  readonly randomizationFactor: number;
}

/** Each wait is `incrementMs` longer than the one before it. */
export interface LinearBackoff {
  readonly strategy: 'linear';
  /** The first wait. */
  readonly initialDelayMs: number;
  readonly maxDelayMs: number;
  readonly incrementMs: number;
}

/** All waits are equal. */
export interface ConstantBackoff {
  readonly strategy: 'constant';
  readonly intervalMs: number;
}

/** Each wait is the sum of the two before it: i, i, 2i, 3i, 5i … */
export interface FibonacciBackoff {
  readonly strategy: 'fibonacci';
  /** The first wait, and the second. */
  readonly initialDelayMs: number;
  readonly maxDelayMs: number;
}

/** How a program waits between its tries, in the strategies of the shared libraries. Only the first is random. */
export type Backoff = ExponentialBackoff | LinearBackoff | ConstantBackoff | FibonacciBackoff;

/** How `RetryConfig` waits where a caller says nothing. */
export const RETRY_CONFIG_BACKOFF = {
  strategy: 'exponential',
  initialDelayMs: 100,
  maxDelayMs: 10_000,
  multiplier: 2,
  randomizationFactor: 0.1,
} as const satisfies ExponentialBackoff;

/** How the strategy `Exponential` waits where a caller names it and says nothing more. */
export const EXPONENTIAL_BACKOFF = {
  strategy: 'exponential',
  initialDelayMs: 500,
  maxDelayMs: 60_000,
  multiplier: 1.5,
  randomizationFactor: 0.5,
} as const satisfies ExponentialBackoff;
