import type { Library } from '../../model/resilience/library.js';

/** The file from which a program takes its breakers and retries. */
export interface ResilienceFile {
  /** The shared library of the program, by its language: it names the fields and their units. Python's has no
   *  `fibonacci`. */
  readonly library: Library;
  /** The folder where the file `resilience.json` is mounted.
   *  @default '/etc/resilience' */
  readonly path?: string;
}

/** When a program stops calling for a while (`CircuitBreakerConfig`). Counted by each process for itself. */
export interface BreakerOptions {
  /** Errors of any kind in one window (`MaxFailures`). */
  readonly failures: number;
  /** How long it then refuses every request at once, a duration (`Timeout`).
   *  @default '60s' */
  readonly open?: string;
  /** The length of a window, a duration (`Interval`). Windows follow each other; they do not slide.
   *  @default '60s' */
  readonly window?: string;
  /** How many requests have to succeed afterwards until all may pass again (`MaxRequests`). One more may be sent.
   *  @default 1 */
  readonly successes?: number;
}

/** Each wait is a multiple of the one before it, give or take some chance. */
export interface ExponentialOptions {
  readonly strategy: 'exponential';
  /** What the first wait is a multiple of.
   *  @default '500ms' */
  readonly initial?: string;
  /** Limits what is multiplied; chance comes on top.
   *  @default '60s' */
  readonly max?: string;
  /** @default 1.5 */
  readonly multiplier?: number;
  /** Makes each wait longer or shorter at random, by at most this share of it.
   *  @default 0.5 */
  readonly jitter?: number;
}

/** Each wait is longer than the one before it by the same. */
export interface LinearOptions {
  readonly strategy: 'linear';
  /** The first wait. */
  readonly initial: string;
  readonly max: string;
  readonly increment: string;
}

/** All waits are equal. */
export interface ConstantOptions {
  readonly strategy: 'constant';
  readonly interval: string;
}

/** Each wait is the sum of the two before it. */
export interface FibonacciOptions {
  readonly strategy: 'fibonacci';
  /** The first wait, and the second. */
  readonly initial: string;
  readonly max: string;
}

/** How a program waits between its tries. Lengths are durations. */
export type BackoffOptions = ExponentialOptions | LinearOptions | ConstantOptions | FibonacciOptions;

/** The program's own retries (`RetryConfig`). Each of its tries is sent by its proxy as often as `tries` says. */
export interface RetryOptions {
  /** How often the program asks, the first time included (`MaxAttempts`). */
  readonly tries: number;
  /** @default - that of `RetryConfig`: exponential from 100 ms to 10 s, times 2, jitter 0.1 */
  readonly backoff?: BackoffOptions;
}

/** Retries of what has no `timeout`: a stream of bytes. */
export interface StreamRetryOptions extends RetryOptions {
  /** The limit of one try, a duration. The client's own settings have to hold it. */
  readonly perTry: string;
}

/** What the program of a caller does by itself. It needs a library that reads it: `resilience` of the workload. */
export interface ApplicationSide {
  /** @default - none */
  readonly breaker?: BreakerOptions;
  /** How long the caller waits for all of it, its own retries included; a duration. With `retry` there has to be one.
   *  For a client of Redis: how long one command may take in all.
   *  @default - that of the workload; for a client of Redis else the longest timeout with which the workload is called */
  readonly deadline?: string;
  /** The name of breaker and retries in the program's file.
   *  @default - that of the callee */
  readonly policy?: string;
}
