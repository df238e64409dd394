import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { goRedis as goRedisPolicy, redisPy as redisPyPolicy } from '../../src/index.js';
import { durationMs } from '../../src/model/formats/duration.js';
import type { Check, Environment } from '../check.js';
import { connectionsInLock } from '../lock.js';
import { readManifests } from '../manifests.js';
import type { Problems } from '../problems.js';
import { livekitServer } from '../programs/livekit-server.js';
import { redisServer } from '../programs/redis-server.js';
import { goRedis, goRedisClient, redisPy, redisPyClient } from '../redis/clients.js';
import { startLiveKit, type LiveKit } from '../redis/livekit.js';
import { clientsOf, PASSWORD, startRedis, type Redis } from '../redis/server.js';
import { givesUp } from '../redis/silent.js';
import { freePort } from '../servers/free-port.js';
import { hold, type Held } from '../servers/held.js';
import { withServers, type Servers } from '../servers/servers.js';
import { literal, programOf, type RunningProgram } from '../workloads.js';

/**
 * A real redis-server started as the pod starts it keeps strangers out and data in; the real libraries fill the pools of
 * every pod, and real LiveKit servers join it with the emitted file. They live on when it is gone, and say that they are
 * not ready.
 */
export const redis: Check = {
  name: 'redis',
  programs: [redisServer, goRedisClient, redisPyClient, livekitServer],
  run: ({ folder }) =>
    withServers(async (servers) => {
      const manifests = readManifests(folder);
      const program = programOf(manifests, 'redis');
      const port = await freePort();
      const first = await startRedis(servers, program, port);
      const problems = [...(await isAsWritten(first, program)), ...(await keepsStrangersOut(first))];
      await first.ask('set', 'kept', 'yes');
      await first.server.stop('SIGKILL');
      const second = await startRedis(servers, program, port);
      if ((await second.ask('get', 'kept'))[0] !== 'yes') problems.push('a killed redis-server lost a key');

      const clients = connectionsInLock(folder, 'redis').clients;
      const dashboard = programOf(manifests, 'dashboard');
      const aiCore = programOf(manifests, 'ai-core');
      problems.push(
        // go-redis may open those to keep beside those of a burst.
        ...(await fills(second, goRedis, dashboard, {
          least: dashboard.pods * option(dashboard, 'pool_size'),
          most: clients['dashboard'] ?? 0,
        })),
        ...(await fills(second, redisPy, aiCore, {
          least: clients['ai-core'] ?? 0,
          most: clients['ai-core'] ?? 0,
        })),
        ...(await givesUp(goRedis(['fail']), localEnv(dashboard, port), port, goBounds(dashboard))),
        ...(await givesUp(redisPy(['fail']), localEnv(aiCore, port), port, pyBounds(aiCore))),
      );
      const webrtc = programOf(manifests, 'webrtc');
      return [...problems, ...(await joins(servers, second, program, webrtc, clients['webrtc'] ?? 0))];
    }),
  spoils: {
    'a log that is not written': {
      says: ['a killed redis-server lost a key'],
      edit: replacing('redis', 'appendonly yes', 'appendonly no'),
    },
    'a pool that is not the one which was counted': {
      says: ['connections for'],
      edit: replacing('ai-core', /max_connections=\d+/, 'max_connections=3'),
    },
    'a liveness probe that depends on Redis': {
      says: ['without Redis the liveness probe fails'],
      edit: replacing(
        'webrtc',
        /(livenessProbe:[^#]*?)tcpSocket:\n( +)(port: 7880)/,
        '$1httpGet:\n$2path: /\n$2$3',
      ),
    },
  },
};

function replacing(component: string, from: string | RegExp, to: string) {
  return ({ folder }: Environment): void => {
    const file = join(folder, `${component}.k8s.yaml`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };
}

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

async function fills(
  server: Redis,
  client: typeof goRedis,
  program: RunningProgram,
  bounds: { readonly least: number; readonly most: number },
): Promise<Problems> {
  const [path, args] = client(['hold', `${program.pods}`]);
  let held: Held | undefined;
  try {
    held = await hold(path, args, localEnv(program, server.port));
    const count = await clientsOf(server);
    return count >= bounds.least && count <= bounds.most
      ? []
      : [`${path} has ${count} connections for ${program.pods} pods, not ${bounds.least} to ${bounds.most}`];
  } finally {
    await held?.release();
    while ((await clientsOf(server)) > 0) await sleep(50);
  }
}

async function joins(
  servers: Servers,
  server: Redis,
  redisProgram: RunningProgram,
  program: RunningProgram,
  most: number,
): Promise<Problems> {
  const problems: string[] = [];
  const nodes: LiveKit[] = [];
  for (let pod = 0; pod < program.pods; pod++)
    nodes.push(await startLiveKit(servers, program, `livekit-${pod}`, server.port));
  const states = (await nodes[0]?.nodes()) ?? [];
  if (states.length !== nodes.length || states.some((state) => state !== 'SERVING'))
    problems.push(`${nodes.length} LiveKit servers were started, list-nodes shows ${states.join(', ')}`);
  const count = await clientsOf(server);
  if (count > most) problems.push(`the LiveKit servers have ${count} connections, the lock says ${most}`);

  await server.server.stop();
  // Its statistics count as old after four seconds.
  await sleep(7000);
  for (const node of nodes) {
    if ((await node.health()) !== 406)
      problems.push(`without Redis GET / is ${await node.health()}, not 406`);
    if (!(await node.alive(program.livenessProbe)))
      problems.push('without Redis the liveness probe fails: every LiveKit server would restart');
  }
  await startRedis(servers, redisProgram, server.port);
  await sleep(7000);
  for (const node of nodes) {
    if ((await node.health()) !== 200) problems.push('with Redis back GET / does not recover');
  }
  return problems;
}

function localEnv(program: RunningProgram, port: number): Readonly<Record<string, string>> {
  const url = literal(program, 'REDIS_URL').replace(/\/\/[^/]+\//, `//127.0.0.1:${port}/`);
  return { REDIS_URL: url, REDIS_PASSWORD: PASSWORD };
}

const VARIABLES = { hostPort: 'H', password: 'P', url: 'U' };

/** What the policy with the options of the URL computes; and the answers of each try, for which the client waits. */
function goBounds(program: RunningProgram) {
  const text = (name: string): string => parameter(program, name);
  const retries = option(program, 'max_retries');
  const { worstCase } = goRedisPolicy(VARIABLES, {
    retries,
    dialTimeout: text('dial_timeout'),
    readTimeout: text('read_timeout'),
    writeTimeout: text('write_timeout'),
    poolTimeout: text('pool_timeout'),
  });
  return { least: (retries + 1) * (durationMs(text('read_timeout')) ?? 0), most: worstCase?.ms ?? 0 };
}

function pyBounds(program: RunningProgram) {
  const retries = parameter(program, 'retry_on_timeout') === 'true' ? 1 : 0;
  const { worstCase } = redisPyPolicy(VARIABLES, {
    retries,
    dialTimeout: `${parameter(program, 'socket_connect_timeout')}s`,
    readTimeout: `${parameter(program, 'socket_timeout')}s`,
  });
  return { least: (retries + 1) * 1000 * option(program, 'socket_timeout'), most: worstCase?.ms ?? 0 };
}

function parameter(program: RunningProgram, name: string): string {
  return new URL(literal(program, 'REDIS_URL')).searchParams.get(name) ?? '';
}

function option(program: RunningProgram, name: string): number {
  return Number(parameter(program, name));
}
