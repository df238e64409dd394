import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goModule } from '../programs/go-module.js';
import { hikariJars } from '../programs/hikari-jars.js';
import { pythonClients } from '../programs/python-clients.js';
import { pathOf } from '../run-program.js';

export const pgxClient = goModule('pgx', 'postgres', 'github.com/jackc/pgx/v5');
export const pythonPools = pythonClients('matrix-synapse-and-asyncpg', 'postgres', 'matrix-synapse');

/** How a real client of some kind is started. */
export type Command = (args: readonly string[]) => readonly [path: string, args: readonly string[]];

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export const pgx: Command = (args) => [pathOf(pgxClient), args];
export const asyncpg: Command = (args) => [pathOf(pythonPools), [here('asyncpg_pool.py'), ...args]];
export const synapse: Command = (args) => [pathOf(pythonPools), [here('synapse_pool.py'), ...args]];
export const hikari: Command = (args) => {
  const folder = dirname(pathOf(hikariJars));
  const classPath = [folder, join(folder, '*')].join(delimiter);
  // It ends before the second compiler would be worth its time.
  return ['java', ['-XX:TieredStopAtLevel=1', '-cp', classPath, 'HikariPool', ...args]];
};
