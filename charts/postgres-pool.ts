import type { PostgresPool } from '../src/index.js';
import type { Environment } from './environments/schema.js';

/** The policy of one program's pool, as the environment has it. */
export function postgresPool(env: Environment, component: keyof Environment['postgres']['pools']) {
  const { pools, statementTimeout, idleInTransactionTimeout } = env.postgres;
  return { ...pools[component], statementTimeout, idleInTransactionTimeout } satisfies PostgresPool;
}
