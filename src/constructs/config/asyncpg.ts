import { poolProblems, resolvePool } from './postgres-pool.js';
import { tlsParameters, tlsVolumes } from './postgres-tls.js';
import type { PostgresClient, PostgresPool } from './postgres.js';
import { query } from './query.js';

/** What asyncpg's pool has: neither the age of a connection nor a look at free ones. */
export type AsyncpgPool = Omit<PostgresPool, 'maxLifetime' | 'healthCheckPeriod'>;

/** The variables of a Python program. */
export interface AsyncpgVariables {
  /** The connection string. It holds no secret: asyncpg takes user and password from PGUSER and PGPASSWORD. */
  readonly url: string;
  /** Keyword arguments of the pool, as JSON. */
  readonly pool: string;
}

/**
 * A pool of asyncpg (Python): `asyncpg.create_pool(URL, **json.loads(POOL))`. In the URL asyncpg reads the names of
 * libpq, and sends the others to the server as settings of the session
 * (https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.connect).
 */
export function asyncpg(variables: AsyncpgVariables, pool: AsyncpgPool = {}): PostgresClient {
  return {
    pool,
    connections: resolvePool(pool, '').max,
    problems: (endpoint) => [...poolProblems(pool, endpoint)],
    settings: (endpoint, caller) => {
      const { address, database, tls, user, password, mode } = endpoint;
      const resolved = resolvePool(pool, caller);
      const parameters = query({
        ...tlsParameters(tls),
        application_name: resolved.applicationName,
        statement_timeout: resolved.statementTimeoutMs,
        idle_in_transaction_session_timeout: resolved.idleInTransactionTimeoutMs,
      });
      return {
        env: {
          [variables.url]: `postgresql://${address.host}:${address.port}/${database}?${parameters}`,
          [variables.pool]: JSON.stringify({
            min_size: resolved.min,
            max_size: resolved.max,
            max_inactive_connection_lifetime: resolved.maxIdleMs / 1000,
            timeout: resolved.connectTimeoutMs / 1000,
            // A named statement lives on one server connection, and the next transaction may have another.
            ...(mode === 'transaction' ? { statement_cache_size: 0 } : {}),
          }),
          PGUSER: user,
          PGPASSWORD: password,
        },
        volumes: tlsVolumes(tls),
      };
    },
  };
}
