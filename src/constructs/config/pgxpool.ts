import { formatDuration } from '../../model/formats/duration.js';
import { poolProblems, resolvePool } from './postgres-pool.js';
import { tlsParameters, tlsVolumes } from './postgres-tls.js';
import type { PostgresClient, PostgresPool } from './postgres.js';
import { query } from './query.js';

/** The variables of a Go program. */
export interface PgxVariables {
  /** The connection string. It holds no secret: pgx takes user and password from PGUSER and PGPASSWORD. */
  readonly url: string;
  /** The most connections, once more.
   *  @default - not told apart from the URL */
  readonly max?: string;
}

/**
 * A pool of pgx 5 (Go): a URL as `pgxpool.ParseConfig` reads it
 * (https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#ParseConfig).
 */
export function pgxpool(variables: PgxVariables, pool: PostgresPool = {}): PostgresClient {
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
        connect_timeout: resolved.connectTimeoutMs / 1000,
        statement_timeout: resolved.statementTimeoutMs,
        idle_in_transaction_session_timeout: resolved.idleInTransactionTimeoutMs,
        // A named statement lives on one server connection, and the next transaction may have another.
        default_query_exec_mode: mode === 'transaction' ? 'exec' : undefined,
        pool_max_conns: resolved.max,
        pool_min_conns: resolved.min,
        pool_max_conn_lifetime: formatDuration(resolved.maxLifetimeMs),
        pool_max_conn_idle_time: formatDuration(resolved.maxIdleMs),
        pool_health_check_period: formatDuration(resolved.healthCheckPeriodMs),
      });
      return {
        env: {
          [variables.url]: `postgres://${address.host}:${address.port}/${database}?${parameters}`,
          ...(variables.max === undefined ? {} : { [variables.max]: `${resolved.max}` }),
          PGUSER: user,
          PGPASSWORD: password,
        },
        volumes: tlsVolumes(tls),
      };
    },
  };
}
