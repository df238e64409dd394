import { duration, durationMs } from '../../model/formats/duration.js';
import { hostOnly, hostPort, portOnly } from '../platform/address.js';
import type { RedisAddressVariables, RedisEndpoint, RedisPolicy } from './redis.js';

/** A policy with its defaults, times in milliseconds. */
export interface ResolvedRedis {
  readonly pool: number;
  readonly minIdle: number;
  readonly maxIdleMs: number;
  readonly retries: number;
  readonly dialMs: number;
  readonly readMs: number;
  readonly writeMs: number;
  readonly poolTimeoutMs: number;
  readonly database: number;
  readonly connections: number;
}

const POOL = 10;
const MIN_IDLE = 5;

export function resolveRedis(policy: RedisPolicy): ResolvedRedis {
  const pool = policy.pool ?? POOL;
  const readMs = ms(policy.readTimeout ?? '3s');
  return {
    pool,
    minIdle: policy.minIdle ?? Math.min(MIN_IDLE, pool),
    maxIdleMs: ms(policy.maxIdle ?? '30m'),
    retries: policy.retries ?? 3,
    dialMs: ms(policy.dialTimeout ?? '5s'),
    readMs,
    writeMs: ms(policy.writeTimeout ?? '3s'),
    poolTimeoutMs: policy.poolTimeout === undefined ? readMs + 1000 : ms(policy.poolTimeout),
    database: policy.database ?? 0,
    connections: pool + (policy.subscriptions ?? 0),
  };
}

/** What is wrong with a policy, whatever its form. */
export function* redisProblems(policy: RedisPolicy): Iterable<string> {
  const { pool = POOL, minIdle = Math.min(MIN_IDLE, pool), retries = 3 } = policy;
  const { database = 0, subscriptions = 0 } = policy;
  if (!isWhole(pool) || pool < 1) yield `pool is ${pool}, expected a whole number of at least 1`;
  if (!isWhole(minIdle) || minIdle > pool)
    yield `minIdle is ${minIdle}, expected a whole number from 0 to pool, ${pool}`;
  // Redis has 16 databases, unless its configuration says otherwise.
  if (!isWhole(database) || database > 15)
    yield `database is ${database}, expected a whole number from 0 to 15`;
  for (const [field, value] of Object.entries({ retries, subscriptions })) {
    if (!isWhole(value)) yield `${field} is ${value}, expected a whole number of at least 0`;
  }
  for (const field of ['maxIdle', 'dialTimeout', 'readTimeout', 'writeTimeout', 'poolTimeout'] as const) {
    const value = policy[field];
    if (value !== undefined && !duration.accepts(value))
      yield `${field} is ${JSON.stringify(value)}, expected ${duration.expected}`;
  }
}

/** The address, spelled as the program reads it. */
export function addressVariables(
  variables: RedisAddressVariables,
  { address }: RedisEndpoint,
): Readonly<Record<string, string>> {
  return 'hostPort' in variables
    ? { [variables.hostPort]: hostPort(address) }
    : { [variables.host]: hostOnly(address), [variables.port]: portOnly(address) };
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function ms(text: string): number {
  return durationMs(text) ?? Number.NaN;
}
