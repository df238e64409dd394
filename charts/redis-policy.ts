import type { Environment } from './environments/schema.js';

/** The policy of one program's client of Redis, as the environment has it. */
export function redisPolicy(
  { redis: { pools, timeouts, retries } }: Environment,
  component: keyof Environment['redis']['pools'],
) {
  return { pool: pools[component], retries, dialTimeout: timeouts.dial, readTimeout: timeouts.read };
}
