import type { ClientSettings } from './client-settings.js';
import type { PostgresClient, PostgresEndpoint } from './postgres.js';

/** A client of a store in every pod of a workload. */
export interface Connection {
  readonly store: 'postgres';
  readonly endpoint: PostgresEndpoint;
  readonly client: PostgresClient;
  readonly settings: ClientSettings;
}
