import { fileURLToPath } from 'node:url';
import { goModule } from '../programs/go-module.js';
import { pythonClients } from '../programs/python-clients.js';
import { pathOf } from '../run-program.js';

export const goRedisClient = goModule('go-redis', 'redis', 'github.com/redis/go-redis/v9');
export const redisPyClient = pythonClients('redis-py', 'redis', 'redis');

/** How a real client of some kind is started. */
export type Command = (args: readonly string[]) => readonly [path: string, args: readonly string[]];

export const goRedis: Command = (args) => [pathOf(goRedisClient), args];
export const redisPy: Command = (args) => [
  pathOf(redisPyClient),
  [fileURLToPath(new URL('redis_pool.py', import.meta.url)), ...args],
];
