import { connectionsInLock } from '../lock.js';
import type { Problems } from '../problems.js';
import { hold } from '../servers/held.js';
import { until } from '../servers/until.js';
import type { RunningProgram } from '../workloads.js';
import { goRedis, redisPy, type Command } from './clients.js';
import { clientsOf, type Redis } from './server.js';
import { localEnv, numberOf } from './url.js';

/** The pools of every pod that can run at once, filled by the real libraries, are as large as the lock says. */
export async function poolProblems(
  server: Redis,
  folder: string,
  { dashboard, aiCore }: { readonly dashboard: RunningProgram; readonly aiCore: RunningProgram },
): Promise<Problems> {
  const { clients } = connectionsInLock(folder, 'redis');
  const ofDashboard = clients['dashboard'] ?? 0;
  const ofAiCore = clients['ai-core'] ?? 0;
  return [
    // go-redis may open those to keep beside those of a burst.
    ...(await fills(server, goRedis, dashboard, [
      dashboard.pods * numberOf(dashboard, 'pool_size'),
      ofDashboard,
    ])),
    ...(await fills(server, redisPy, aiCore, [ofAiCore, ofAiCore])),
  ];
}

async function fills(
  server: Redis,
  client: Command,
  program: RunningProgram,
  [least, most]: readonly [number, number],
): Promise<Problems> {
  const [path, args] = client(['hold', `${program.pods}`]);
  const held = await hold(path, args, localEnv(program, server.port));
  const count = await clientsOf(server);
  await held.release();
  if (!(await until(async () => (await clientsOf(server)) === 0, 10)))
    return [`${path} holds on after its end`];
  return count >= least && count <= most
    ? []
    : [`${path} has ${count} connections for ${program.pods} pods, not ${least} to ${most}`];
}
