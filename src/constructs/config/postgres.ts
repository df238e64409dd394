import type { Address } from '../platform/address.js';
import type { SecretRef } from '../platform/secret.js';
import type { ClientSettings } from './client-settings.js';
import type { ConnectionLimit } from './connection-limit.js';

/**
 * How one pod of a program pools its connections to PostgreSQL. Times are durations: `30s`, `1h`. The defaults are
 * those of the platform's shared library.
 */
export interface PostgresPool {
  /** Most connections that are open at once.
   *  @default 25 */
  readonly max?: number;
  /** Connections that are kept open without work.
   *  @default 5, or `max` if that is less */
  readonly min?: number;
  /** A connection that is older is closed once it is free.
   *  @default '1h' */
  readonly maxLifetime?: string;
  /** A connection that has been free for longer is closed, down to `min`.
   *  @default '30m' */
  readonly maxIdle?: string;
  /** How often free connections are looked at.
   *  @default '1m' */
  readonly healthCheckPeriod?: string;
  /** How long opening a connection may take.
   *  @default '5s' */
  readonly connectTimeout?: string;
  /** The server ends a statement that runs for longer (`statement_timeout`).
   *  @default - the server's own, which is no limit unless it was configured */
  readonly statementTimeout?: string | undefined;
  /** The server ends a session that leaves a transaction open and idle for longer (`idle_in_transaction_session_timeout`).
   *  @default - the server's own, which is no limit unless it was configured */
  readonly idleInTransactionTimeout?: string | undefined;
  /** The name in `pg_stat_activity`.
   *  @default - the name of the workload */
  readonly applicationName?: string;
  /**
   * How the program says for whom it asks, where policies read `current_setting(…)`: not at all; for each transaction,
   * `set_config(…, true)`; or once for the session, `set_config(…, false)`. This is a fact about the program's code,
   * which the platform checks against the endpoint; it configures nothing.
   * @default 'none'
   */
  readonly rowSecurity?: 'none' | 'transaction' | 'session';
}

/** Encryption of connections to a server (https://www.postgresql.org/docs/current/libpq-ssl.html). */
export type PostgresTls =
  | { readonly sslmode: 'disable' | 'allow' | 'prefer' | 'require' }
  /** Checks the certificate of the server against a CA, a file in PEM; with `verify-full` its host name too. */
  | { readonly sslmode: 'verify-ca' | 'verify-full'; readonly ca: SecretRef };

/** One of the ports of a PostgreSQL server, and what it can take. */
export interface PostgresEndpoint {
  /** The server and the port, for messages: `postgres (direct)`. */
  readonly name: string;
  readonly address: Address;
  readonly database: string;
  readonly user: SecretRef;
  readonly password: SecretRef;
  readonly tls: PostgresTls;
  /** Whether a client keeps its server connection, or has one for each transaction alone. */
  readonly mode: 'session' | 'transaction';
  /** What the endpoint can take. */
  readonly limit: ConnectionLimit;
}

/** A policy in the form that one client library reads. */
export interface PostgresClient {
  readonly pool: PostgresPool;
  /** The most connections of one pod. */
  readonly connections: number;
  /** What is wrong with the policy at this endpoint, each a sentence that names the field. */
  problems(endpoint: PostgresEndpoint): readonly string[];
  /** What the program is given. */
  settings(endpoint: PostgresEndpoint, caller: string): ClientSettings;
}
