import { redisServer } from '../programs/redis-server.js';
import { pathOf, run } from '../run-program.js';
import { ready, type Server, type Servers } from '../servers/servers.js';
import type { RunningProgram } from '../workloads.js';

export const PASSWORD = 'of-this-run alone/%@:?';

/** A Redis of one run. */
export interface Redis {
  readonly port: number;
  readonly server: Server;
  /** What it says to a command: lines. */
  readonly ask: (...command: readonly string[]) => Promise<readonly string[]>;
  /** What it says to a command of a client without the password. */
  readonly askAsStranger: (...command: readonly string[]) => Promise<string>;
}

const CONFIG = '/etc/redis/redis.conf';

/** Starts what the pod starts: its arguments, with the files, the folder of the data and the password of this run. */
export async function startRedis(servers: Servers, program: RunningProgram, port: number): Promise<Redis> {
  const data = servers.directory('data');
  const text = (program.files.get(CONFIG) ?? '').replace(/^dir \/data$/m, `dir ${data}`);
  const config = servers.file('redis.conf', text);
  // The kubelet expands $(NAME) so.
  const args = program.args.map((arg) => arg.replace('$(REDIS_PASSWORD)', PASSWORD).replace(CONFIG, config));
  const server = servers.start('redis', pathOf(redisServer), [
    ...args.slice(1),
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
  ]);
  const cli = async (more: readonly string[], command: readonly string[]): Promise<string> =>
    (await run(pathOf(redisServer, 'redis-cli'), ['-p', `${port}`, ...more, ...command])).stdout.trim();
  const ask = async (...command: readonly string[]): Promise<readonly string[]> =>
    (await cli(['--no-auth-warning', '-a', PASSWORD], command)).split('\n');
  await ready('redis-server', server, async () => (await ask('ping'))[0] === 'PONG');
  return { port, server, ask, askAsStranger: (...command) => cli([], command) };
}

/** How many clients it has, the one that asks aside. */
export async function clientsOf({ ask }: Redis): Promise<number> {
  return (await ask('client', 'list')).filter((line) => !line.includes('cmd=client|list')).length;
}
