import type { Problems } from '../problems.js';
import { freePort } from '../servers/free-port.js';
import type { Servers } from '../servers/servers.js';
import { until } from '../servers/until.js';
import type { RunningProgram } from '../workloads.js';
import { startLiveKit } from './livekit.js';
import { clientsOf, startRedis } from './server.js';

/** A server's statistics count as old after four seconds, and are renewed every two. */
const PATIENCE_SECONDS = 20;

/**
 * As many LiveKit servers as there are pods join a Redis with the emitted file. When it goes they say that they are not
 * ready, and the liveness probe of the manifest still succeeds; when it comes back they are ready again.
 * @param most the connections that the lock says they have
 */
export async function outageProblems(
  servers: Servers,
  redis: RunningProgram,
  livekit: RunningProgram,
  most: number,
): Promise<Problems> {
  const port = await freePort();
  const start = () => startRedis(servers, redis, port, { name: 'redis-of-livekit' });
  const server = await start();
  const pods = Array.from({ length: livekit.pods }, (_, pod) => `livekit-${pod}`);
  const nodes = await Promise.all(
    pods.map((name) => startLiveKit(servers, livekit, name, { address: `127.0.0.1:${port}` })),
  );
  const problems: string[] = [];
  const states = (await nodes[0]?.nodes()) ?? [];
  if (states.length !== nodes.length || states.some((state) => state !== 'SERVING'))
    problems.push(`${nodes.length} LiveKit servers were started, list-nodes shows ${states.join(', ')}`);
  const count = await clientsOf(server);
  if (count > most) problems.push(`the LiveKit servers have ${count} connections, the lock says ${most}`);

  await server.server.stop();
  for (const node of nodes) {
    if (!(await until(async () => (await node.health()) === 406, PATIENCE_SECONDS)))
      problems.push(`without Redis GET / is ${await node.health()}, not 406`);
    if (!(await node.alive(livekit.livenessProbe)))
      problems.push('without Redis the liveness probe fails: every LiveKit server would restart');
  }
  await start();
  for (const node of nodes) {
    if (!(await until(async () => (await node.health()) === 200, PATIENCE_SECONDS)))
      problems.push('with Redis back GET / does not recover');
  }
  return problems;
}
