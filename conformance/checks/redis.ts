import type { Check } from '../check.js';
import { readManifests } from '../manifests.js';
import type { Problems } from '../problems.js';
import { redisServer } from '../programs/redis-server.js';
import { startRedis, type Redis } from '../redis/server.js';
import { replacing } from '../replacing.js';
import { freePort } from '../servers/free-port.js';
import { withServers } from '../servers/servers.js';
import { programOf, type RunningProgram } from '../workloads.js';

/** A real redis-server started as the pod starts it is set as written, keeps strangers out and data in. */
export const redis: Check = {
  name: 'redis',
  programs: [redisServer],
  run: ({ folder }) =>
    withServers(async (servers) => {
      const program = programOf(readManifests(folder), 'redis');
      const port = await freePort();
      const first = await startRedis(servers, program, port);
      const problems = [...(await isAsWritten(first, program)), ...(await keepsStrangersOut(first))];
      await first.ask('set', 'kept', 'yes');
      await first.server.stop('SIGKILL');
      const second = await startRedis(servers, program, port);
      if ((await second.ask('get', 'kept'))[0] !== 'yes') problems.push('a killed redis-server lost a key');
      return problems;
    }),
  spoils: {
    'a log that is not written': {
      says: ['a killed redis-server lost a key'],
      edit: replacing('redis', 'appendonly yes', 'appendonly no'),
    },
    'a server without a password': {
      says: ['without the password redis-server says PONG'],
      edit: replacing('redis', '        - --requirepass\n        - $(REDIS_PASSWORD)\n', ''),
    },
  },
};

/** Every line of redis.conf is in force. */
async function isAsWritten({ ask }: Redis, { files }: RunningProgram): Promise<Problems> {
  const lines = [...files.values()]
    .join('\n')
    .split('\n')
    .filter((line) => line !== '');
  const problems: string[] = [];
  for (const line of lines) {
    const [name = '', wanted = ''] = line.split(' ');
    if (name === 'dir') continue;
    const [, found = 'nothing'] = await ask('config', 'get', name);
    if (found !== bytes(wanted)) problems.push(`${name} is ${found}, redis.conf says ${wanted}`);
  }
  return lines.length < 4 ? ['redis.conf has hardly a line'] : problems;
}

/** Redis reads `1mb` as 1024 x 1024 bytes. */
function bytes(text: string): string {
  const [, number = '', unit = ''] = /^(\d+)([kmg])b$/.exec(text) ?? [];
  return unit === '' ? text : `${Number(number) * 1024 ** ('kmg'.indexOf(unit) + 1)}`;
}

async function keepsStrangersOut({ askAsStranger }: Redis): Promise<Problems> {
  const said = await askAsStranger('ping');
  return said.startsWith('NOAUTH') ? [] : [`without the password redis-server says ${said}`];
}
