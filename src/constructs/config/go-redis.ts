import { formatDuration } from '../../model/formats/duration.js';
import { query } from './query.js';
import { addressVariables, redisProblems, resolveRedis, type ResolvedRedis } from './redis-policy.js';
import type { RedisClient, RedisPolicy, RedisVariables, WorstCase } from './redis.js';

/**
 * A client of go-redis 9 (Go): a URL as `redis.ParseURL` reads it, without the password
 * (https://pkg.go.dev/github.com/redis/go-redis/v9#ParseURL).
 */
export function goRedis(variables: RedisVariables, policy: RedisPolicy = {}): RedisClient {
  const resolved = resolveRedis(policy);
  return {
    // While it dials those to keep, a burst dials its own: seen with go-redis 9.14.0. max_active_conns would stop that,
    // but by failing commands of the burst.
    connections: resolved.connections + resolved.minIdle,
    tries: resolved.retries + 1,
    worstCase: () => worstCase(resolved),
    problems: () => [...redisProblems(policy)],
    settings: (endpoint) => {
      const { address, tls, password } = endpoint;
      const parameters = query({
        pool_size: resolved.pool,
        min_idle_conns: resolved.minIdle,
        conn_max_idle_time: formatDuration(resolved.maxIdleMs),
        // It takes 0 for its default of 3, and -1 for none.
        max_retries: resolved.retries === 0 ? -1 : resolved.retries,
        dial_timeout: formatDuration(resolved.dialMs),
        read_timeout: formatDuration(resolved.readMs),
        write_timeout: formatDuration(resolved.writeMs),
        pool_timeout: formatDuration(resolved.poolTimeoutMs),
      });
      return {
        env: {
          ...addressVariables(variables, endpoint),
          [variables.password]: password,
          [variables.url]: `${tls ? 'rediss' : 'redis'}://${address.host}:${address.port}/${resolved.database}?${parameters}`,
        },
        volumes: {},
      };
    },
  };
}

/** HELLO and CLIENT SETINFO of a new connection, and the command (go-redis `redis.go`, `initConn`). */
const ROUND_TRIPS = 3;

/**
 * A try waits for a free connection, dials (which ends TLS' handshake too, by `tls.DialWithDialer`), and goes back and forth. Between tries it waits at random up to
 * 8 ms + 8 ms x 2^n, and never more than 512 ms (go-redis `internal/internal.go`, RetryBackoff); and the HELLO of a new
 * connection is repeated in the same way inside each try, at once refused since the connection is gone.
 */
function worstCase({ retries, poolTimeoutMs, dialMs, readMs, writeMs }: ResolvedRedis): WorstCase {
  const tries = retries + 1;
  let waits = 0;
  for (let n = 1; n <= retries; n++) waits += Math.min(8 + 8 * 2 ** n, 512);
  const ms = tries * (poolTimeoutMs + dialMs + ROUND_TRIPS * (writeMs + readMs)) + (tries + 1) * waits;
  return {
    ms,
    arithmetic: `${tries} tries x (${poolTimeoutMs}ms for a free connection + ${dialMs}ms to dial + ${ROUND_TRIPS} round trips x (${writeMs}ms + ${readMs}ms)) + ${(tries + 1) * waits}ms of waits = ${ms}ms`,
  };
}
