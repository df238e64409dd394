import { query } from './query.js';
import { addressVariables, redisProblems, resolveRedis, type ResolvedRedis } from './redis-policy.js';
import type { RedisClient, RedisPolicy, RedisVariables, WorstCase } from './redis.js';

/** What the URL of redis-py can say. Its one timeout is for answers and for sending. */
export type RedisPyPolicy = Omit<
  RedisPolicy,
  'minIdle' | 'maxIdle' | 'retries' | 'writeTimeout' | 'poolTimeout'
> & {
  /** A command that timed out is repeated at once (`retry_on_timeout`); more than once only code can say.
   *  @default 0 */
  readonly retries?: 0 | 1;
};

/**
 * A client of redis-py (Python): a URL as `redis.from_url` reads it, without the password. A program that wants more
 * than `pool` connections at once gets an error at once; it waits for none
 * (https://redis.readthedocs.io/en/stable/connections.html#redis.Redis.from_url).
 */
export function redisPy(variables: RedisVariables, policy: RedisPyPolicy = {}): RedisClient {
  const resolved = resolveRedis({ retries: 0, ...policy });
  return {
    connections: resolved.connections,
    tries: resolved.retries + 1,
    worstCase: ({ tls }) => worstCase(resolved, tls),
    problems: () => [...redisProblems(policy)],
    settings: (endpoint) => {
      const { address, tls, password } = endpoint;
      const parameters = query({
        max_connections: resolved.pool,
        socket_connect_timeout: resolved.dialMs / 1000,
        socket_timeout: resolved.readMs / 1000,
        retry_on_timeout: resolved.retries === 1 ? 'true' : undefined,
        // Before version 6 the default was not to look at the name in the certificate.
        ssl_check_hostname: tls ? 'true' : undefined,
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

/** AUTH, twice CLIENT SETINFO and SELECT of a new connection, and the command (redis-py `connection.py`, `on_connect`). */
const ROUND_TRIPS = 5;

/** Of TLS' handshake: two up to version 1.2, of which each read may take `socket_timeout` (`SSLConnection._connect`). */
const HANDSHAKE = 2;

/** A try dials, as often as the whole is tried, and goes back and forth. */
function worstCase({ retries, dialMs, readMs }: ResolvedRedis, tls: boolean): WorstCase {
  const tries = retries + 1;
  const handshakeMs = tls ? HANDSHAKE * 2 * readMs : 0;
  const ms = tries * (tries * (dialMs + handshakeMs) + ROUND_TRIPS * 2 * readMs);
  const dial = tls ? `(${dialMs}ms to dial + ${handshakeMs}ms for TLS)` : `${dialMs}ms to dial`;
  return {
    ms,
    arithmetic: `${tries} tries x (${tries} x ${dial} + ${ROUND_TRIPS} round trips x (${readMs}ms + ${readMs}ms)) = ${ms}ms`,
  };
}
