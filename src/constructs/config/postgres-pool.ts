import { duration, durationMs } from '../../model/formats/duration.js';
import type { PostgresEndpoint, PostgresPool } from './postgres.js';

/** A policy with its defaults, times in milliseconds. */
export interface ResolvedPool {
  readonly max: number;
  readonly min: number;
  readonly maxLifetimeMs: number;
  readonly maxIdleMs: number;
  readonly healthCheckPeriodMs: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number | undefined;
  readonly idleInTransactionTimeoutMs: number | undefined;
  readonly applicationName: string;
}

const TIMES = {
  maxLifetime: '1h',
  maxIdle: '30m',
  healthCheckPeriod: '1m',
  connectTimeout: '5s',
} as const;

/** The platform's library opens so many, and keeps so many open. */
const MAX = 25;
const MIN = 5;

export function resolvePool(pool: PostgresPool, caller: string): ResolvedPool {
  const max = pool.max ?? MAX;
  return {
    max,
    min: pool.min ?? Math.min(MIN, max),
    maxLifetimeMs: ms(pool.maxLifetime ?? TIMES.maxLifetime),
    maxIdleMs: ms(pool.maxIdle ?? TIMES.maxIdle),
    healthCheckPeriodMs: ms(pool.healthCheckPeriod ?? TIMES.healthCheckPeriod),
    connectTimeoutMs: ms(pool.connectTimeout ?? TIMES.connectTimeout),
    statementTimeoutMs: optionalMs(pool.statementTimeout),
    idleInTransactionTimeoutMs: optionalMs(pool.idleInTransactionTimeout),
    applicationName: pool.applicationName ?? caller,
  };
}

/** What is wrong with a policy, whatever its form. */
export function* poolProblems(pool: PostgresPool, endpoint: PostgresEndpoint): Iterable<string> {
  const { max = MAX, min = Math.min(MIN, max) } = pool;
  if (!Number.isInteger(max) || max < 1) yield `max is ${max}, expected a whole number of at least 1`;
  if (!Number.isInteger(min) || min < 0 || min > max)
    yield `min is ${min}, expected a whole number from 0 to max, ${max}`;
  for (const field of [
    'maxLifetime',
    'maxIdle',
    'healthCheckPeriod',
    'connectTimeout',
    'statementTimeout',
    'idleInTransactionTimeout',
  ] as const) {
    const value = pool[field];
    if (value !== undefined && !duration.accepts(value))
      yield `${field} is ${JSON.stringify(value)}, expected ${duration.expected}`;
  }
  // libpq and pgx read whole seconds, and libpq takes 1 for 2.
  const connect = durationMs(pool.connectTimeout ?? TIMES.connectTimeout);
  if (connect !== undefined && connect > 0 && (connect % 1000 !== 0 || connect < 2000))
    yield `connectTimeout is ${pool.connectTimeout}, expected whole seconds, at least 2s: connect_timeout has no smaller unit`;
  // PostgreSQL cuts longer names (NAMEDATALEN), and makes question marks of what is not ASCII.
  if (pool.applicationName !== undefined && !/^[\x20-\x7e]{1,63}$/.test(pool.applicationName))
    yield `applicationName is ${JSON.stringify(pool.applicationName)}, expected at most 63 printable ASCII characters`;
  if (endpoint.mode === 'transaction') yield* transactionProblems(pool, endpoint);
}

/** What does not survive a server connection that changes with each transaction. */
function* transactionProblems(pool: PostgresPool, { name }: PostgresEndpoint): Iterable<string> {
  if (pool.rowSecurity === 'session') {
    yield `rowSecurity is "session", which ${name} cannot hold: set_config(…, false) stays on the server connection, and the next transaction on it, whoever's, runs as that user; expected "transaction" (set_config(…, true) inside each transaction), or the direct endpoint`;
  }
  for (const field of ['statementTimeout', 'idleInTransactionTimeout'] as const) {
    if (pool[field] !== undefined)
      yield `${field} is ${JSON.stringify(pool[field])}, which ${name} refuses as a startup parameter; expected none: set it on the role, ALTER ROLE … SET …`;
  }
}

function ms(text: string): number {
  return durationMs(text) ?? Number.NaN;
}

function optionalMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : ms(text);
}
