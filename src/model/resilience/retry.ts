import type { Backoff } from './backoff.js';

/** A program's own retries (`RetryConfig` of the shared libraries, and their strategies). */
export interface RetryConfig {
  /** How often a request is sent, the first time included. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
}
