import { poolProblems, resolvePool, type ResolvedPool } from './postgres-pool.js';
import { tlsParameters, tlsVolumes } from './postgres-tls.js';
import type { PostgresClient, PostgresEndpoint, PostgresPool } from './postgres.js';
import { query } from './query.js';

/** The variables of a JVM program. */
export interface HikariVariables {
  /** The JDBC URL. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The most connections, once more.
   *  @default - not told apart from the file */
  readonly max?: string;
}

const FOLDER = '/etc/hikari';
const FILE = 'hikari.properties';

/**
 * A pool of HikariCP (JVM) on pgjdbc. `new HikariConfig()` reads the file that the system property
 * `hikaricp.configurationFile` names, and every JVM reads its properties from JAVA_TOOL_OPTIONS; what the program sets
 * itself comes after it (https://github.com/brettwooldridge/HikariCP#initialization).
 */
export function hikari(variables: HikariVariables, pool: PostgresPool = {}): PostgresClient {
  return {
    pool,
    connections: resolvePool(pool, '').max,
    problems: (endpoint) => {
      const problems = [...poolProblems(pool, endpoint)];
      return problems.length > 0 ? problems : [...hikariProblems(resolvePool(pool, ''))];
    },
    settings: (endpoint, caller) => {
      const { user, password, tls } = endpoint;
      const resolved = resolvePool(pool, caller);
      return {
        env: {
          [variables.url]: jdbcUrl(endpoint, resolved),
          [variables.user]: user,
          [variables.password]: password,
          ...(variables.max === undefined ? {} : { [variables.max]: `${resolved.max}` }),
          JAVA_TOOL_OPTIONS: `-Dhikaricp.configurationFile=${FOLDER}/${FILE}`,
        },
        volumes: { ...tlsVolumes(tls), hikari: { path: FOLDER, config: { [FILE]: properties(resolved) } } },
      };
    },
  };
}

/** Where HikariCP takes another value, it only logs that it does (`HikariConfig.validateNumerics`). */
function* hikariProblems(pool: ResolvedPool): Iterable<string> {
  const { maxLifetimeMs, maxIdleMs, healthCheckPeriodMs } = pool;
  if (maxLifetimeMs < 30_000)
    yield `maxLifetime is ${maxLifetimeMs}ms, expected at least 30s: HikariCP would take 30m for it`;
  if (maxIdleMs < 10_000)
    yield `maxIdle is ${maxIdleMs}ms, expected at least 10s: HikariCP would take 10m for it`;
  if (maxIdleMs + 1000 > maxLifetimeMs)
    yield `maxIdle is ${maxIdleMs}ms, expected at least 1s less than maxLifetime, ${maxLifetimeMs}ms: HikariCP would ignore it`;
  if (healthCheckPeriodMs < 30_000 || healthCheckPeriodMs >= maxLifetimeMs)
    yield `healthCheckPeriod is ${healthCheckPeriodMs}ms, expected at least 30s and less than maxLifetime, ${maxLifetimeMs}ms: HikariCP would check no connection`;
}

/** Times are milliseconds. A program waits as long for a free connection as for a new one. */
function properties(pool: ResolvedPool): string {
  const entries = {
    poolName: pool.applicationName,
    maximumPoolSize: pool.max,
    minimumIdle: pool.min,
    maxLifetime: pool.maxLifetimeMs,
    idleTimeout: pool.maxIdleMs,
    keepaliveTime: pool.healthCheckPeriodMs,
    connectionTimeout: pool.connectTimeoutMs,
  };
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** https://jdbc.postgresql.org/documentation/use/#connection-parameters */
function jdbcUrl({ address, database, tls, mode }: PostgresEndpoint, pool: ResolvedPool): string {
  const options = Object.entries({
    statement_timeout: pool.statementTimeoutMs,
    idle_in_transaction_session_timeout: pool.idleInTransactionTimeoutMs,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`-c ${name}=${value}`]));
  const parameters = query({
    ...tlsParameters(tls),
    ApplicationName: pool.applicationName,
    connectTimeout: pool.connectTimeoutMs / 1000,
    options: options.length === 0 ? undefined : options.join(' '),
    // A named statement lives on one server connection, and the next transaction may have another.
    prepareThreshold: mode === 'transaction' ? 0 : undefined,
  });
  return `jdbc:postgresql://${address.host}:${address.port}/${database}?${parameters}`;
}
