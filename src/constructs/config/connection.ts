import type { ClientSettings } from './client-settings.js';
import type { PostgresClient, PostgresEndpoint } from './postgres.js';
import type { RedisClient, RedisEndpoint } from './redis.js';

/** A client of a store in every pod of a workload. */
export type Connection = { readonly settings: ClientSettings } & (
  | { readonly store: 'postgres'; readonly endpoint: PostgresEndpoint; readonly client: PostgresClient }
  | { readonly store: 'redis'; readonly endpoint: RedisEndpoint; readonly client: RedisClient }
);
