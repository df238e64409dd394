import { redisServer } from '../programs/redis-server.js';
import { pathOf, run } from '../run-program.js';
import type { Certificates } from '../servers/certificates.js';
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

/** How a Redis of one run differs from that of the pod. */
interface Differences {
  /** Of its log and its folder: another with the same name goes on where it ended.
   *  @default 'redis' */
  readonly name?: string;
  /** It speaks TLS alone, with these.
   *  @default - it speaks no TLS */
  readonly tls?: Certificates;
}

const CONFIG = '/etc/redis/redis.conf';

/** Starts what the pod starts: its arguments, with the files, the folder of the data and the password of this run. */
export async function startRedis(
  servers: Servers,
  program: RunningProgram,
  port: number,
  { name = 'redis', tls }: Differences = {},
): Promise<Redis> {
  const data = servers.directory(`${name}-data`);
  const text = (program.files.get(CONFIG) ?? '').replace(/^dir \/data$/m, `dir ${data}`);
  const config = servers.file(`${name}.conf`, text);
  // The kubelet expands $(NAME) so.
  const args = program.args.map((arg) => arg.replace('$(REDIS_PASSWORD)', PASSWORD).replace(CONFIG, config));
  const listening =
    tls === undefined
      ? ['--port', `${port}`]
      : ['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no', ...tlsFiles(tls)];
  const server = servers.start(name, pathOf(redisServer), [
    ...args.slice(1),
    ...listening,
    '--bind',
    '127.0.0.1',
  ]);
  const encrypted = tls === undefined ? [] : ['--tls', '--cacert', tls.ca];
  const cli = async (more: readonly string[], command: readonly string[]): Promise<string> => {
    const all = ['-h', 'localhost', '-p', `${port}`, ...encrypted, ...more, ...command];
    return (await run(pathOf(redisServer, 'redis-cli'), all)).stdout.trim();
  };
  const ask = async (...command: readonly string[]): Promise<readonly string[]> =>
    (await cli(['--no-auth-warning', '-a', PASSWORD], command)).split('\n');
  await ready('redis-server', server, async () => (await ask('ping'))[0] === 'PONG');
  return { port, server, ask, askAsStranger: (...command) => cli([], command) };
}

function tlsFiles({ ca, certificate, key }: Certificates): readonly string[] {
  return ['--tls-ca-cert-file', ca, '--tls-cert-file', certificate, '--tls-key-file', key];
}

/** How many clients it has, the one that asks aside. */
export async function clientsOf({ ask }: Redis): Promise<number> {
  return (await ask('client', 'list')).filter((line) => !line.includes('cmd=client|list')).length;
}
