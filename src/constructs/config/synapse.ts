import { stringify } from 'yaml';
import { poolProblems, resolvePool } from './postgres-pool.js';
import { tlsParameters, tlsVolumes } from './postgres-tls.js';
import type { PostgresClient, PostgresEndpoint, PostgresPool } from './postgres.js';

/** What Synapse's pool has: Twisted's `adbapi` keeps a connection until it breaks. */
export type SynapsePool = Omit<PostgresPool, 'maxLifetime' | 'maxIdle' | 'healthCheckPeriod' | 'rowSecurity'>;

const FOLDER = '/etc/synapse';
const FILE = 'database.yaml';

/** The file, for the program's second `--config-path`: of two files with one key Synapse takes the later. */
export const SYNAPSE_DATABASE = `${FOLDER}/${FILE}`;

/**
 * The pool of Synapse: the block `database` of its configuration, in a file of its own. Every argument but `cp_…` goes
 * to libpq, which takes user and password from PGUSER and PGPASSWORD
 * (https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html#database).
 */
export function synapse(pool: SynapsePool = {}): PostgresClient {
  return {
    pool,
    connections: resolvePool(pool, '').max,
    problems: (endpoint) => [...poolProblems(pool, endpoint), ...synapseProblems(pool, endpoint)],
    settings: (endpoint, caller) => ({
      env: { PGUSER: endpoint.user, PGPASSWORD: endpoint.password },
      volumes: {
        ...tlsVolumes(endpoint.tls),
        database: { path: FOLDER, config: { [FILE]: databaseBlock(pool, endpoint, caller) } },
      },
    }),
  };
}

/** `synapse/storage/engines/postgres.py`, `on_new_connection`. */
function* synapseProblems(pool: SynapsePool, { mode, name }: PostgresEndpoint): Iterable<string> {
  if (mode === 'transaction')
    yield `Synapse sets statement_timeout and others for the session when it connects, which ${name} passes on to others; expected the direct endpoint`;
  if (pool.min === 0) yield 'min is 0, expected at least 1: adbapi starts with cp_min threads';
}

function databaseBlock(pool: SynapsePool, endpoint: PostgresEndpoint, caller: string): string {
  const { address, database, tls } = endpoint;
  const resolved = resolvePool(pool, caller);
  const idle = resolved.idleInTransactionTimeoutMs;
  return stringify({
    database: {
      name: 'psycopg2',
      // Synapse sets it itself for each session: an hour, where nothing is said.
      ...(resolved.statementTimeoutMs === undefined
        ? {}
        : { statement_timeout: resolved.statementTimeoutMs }),
      args: {
        host: address.host,
        port: address.port,
        dbname: database,
        ...tlsParameters(tls),
        application_name: resolved.applicationName,
        connect_timeout: resolved.connectTimeoutMs / 1000,
        ...(idle === undefined ? {} : { options: `-c idle_in_transaction_session_timeout=${idle}` }),
        cp_min: resolved.min,
        cp_max: resolved.max,
      },
    },
  });
}
