import type { Address } from '../platform/address.js';
import type { SecretRef } from '../platform/secret.js';
import type { ClientSettings } from './client-settings.js';
import type { ConnectionLimit } from './connection-limit.js';

/**
 * How one pod of a program uses Redis. Times are durations: `500ms`, `5s`. The defaults are those of the platform's
 * shared library.
 */
export interface RedisPolicy {
  /** Most connections of the pool.
   *  @default 10 */
  readonly pool?: number;
  /** Connections that are kept open without work.
   *  @default 5, or `pool` if that is less */
  readonly minIdle?: number;
  /** A connection that has been free for longer is closed.
   *  @default '30m' */
  readonly maxIdle?: string;
  /** How often a command is repeated after it failed; 0 for never.
   *  @default 3 */
  readonly retries?: number;
  /** How long opening a connection may take.
   *  @default '5s' */
  readonly dialTimeout?: string;
  /** How long an answer may take.
   *  @default '3s' */
  readonly readTimeout?: string;
  /** How long sending a command may take.
   *  @default '3s' */
  readonly writeTimeout?: string;
  /** How long a command waits for a free connection.
   *  @default - a second longer than readTimeout, as go-redis does */
  readonly poolTimeout?: string;
  /** The number of the database.
   *  @default 0 */
  readonly database?: number;
  /** Connections beside the pool: each subscription has one of its own.
   *  @default 0 */
  readonly subscriptions?: number;
}

/** A Redis, and what it can take. */
export interface RedisEndpoint {
  /** For messages. */
  readonly name: string;
  readonly address: Address;
  readonly password: SecretRef;
  /** Whether it speaks TLS itself. Inside the mesh the proxies encrypt. */
  readonly tls: boolean;
  readonly limit: ConnectionLimit;
}

/** The longest that one command can take, and how that comes about. */
export interface WorstCase {
  readonly ms: number;
  /** `2 tries x (…)`. */
  readonly arithmetic: string;
}

/** A policy in the form that one client library reads. */
export interface RedisClient {
  /** The most connections of one pod. */
  readonly connections: number;
  /** How often it sends a command, the first time included; 1 where the program's client cannot be told. */
  readonly tries: number;
  /** What one command takes at worst; `undefined` where the program's client cannot be told any limits. */
  worstCase(endpoint: Pick<RedisEndpoint, 'tls'>): WorstCase | undefined;
  /** Whether it is a LiveKit server's: its health depends on Redis, and it needs it until its last call has ended. */
  readonly livekit?: boolean;
  /** What is wrong with the policy at this endpoint, each a sentence that names the field. */
  problems(endpoint: RedisEndpoint): readonly string[];
  /** What the program is given. */
  settings(endpoint: RedisEndpoint, caller: string): ClientSettings;
}

/** The variables in which a program reads where Redis is: one, or one for each part. */
export type RedisAddressVariables =
  { readonly hostPort: string } | { readonly host: string; readonly port: string };

/** The variables of a program: the address, the password, and the address with all options in one. */
export type RedisVariables = RedisAddressVariables & {
  readonly password: string;
  readonly url: string;
};
