import type { Check } from '../check.js';
import { connectionsInLock } from '../lock.js';
import { readManifests } from '../manifests.js';
import { livekitServer } from '../programs/livekit-server.js';
import { openssl } from '../programs/openssl.js';
import { redisServer } from '../programs/redis-server.js';
import { goRedis, goRedisClient, redisPy, redisPyClient } from '../redis/clients.js';
import { encryptedProblems } from '../redis/encrypted.js';
import { outageProblems } from '../redis/outage.js';
import { goRedisPatience, redisPyPatience } from '../redis/patience.js';
import { poolProblems } from '../redis/pools.js';
import { startRedis } from '../redis/server.js';
import { givesUp } from '../redis/silent.js';
import { localEnv } from '../redis/url.js';
import { replacing } from '../replacing.js';
import { freePort } from '../servers/free-port.js';
import { withServers } from '../servers/servers.js';
import { programOf } from '../workloads.js';

/**
 * The real libraries fill the pools of every pod, give up on a Redis that never answers when it was computed, and check
 * its certificate where it speaks TLS. Real LiveKit servers join a Redis with the emitted file; they live on when it is
 * gone, and say that they are not ready.
 */
export const redisClients: Check = {
  name: 'redis-clients',
  programs: [redisServer, openssl, goRedisClient, redisPyClient, livekitServer],
  // The pools are largest there, and the same constructs make them everywhere.
  environment: 'production',
  run: ({ folder }) =>
    withServers(async (servers) => {
      const manifests = readManifests(folder);
      const redis = programOf(manifests, 'redis');
      const dashboard = programOf(manifests, 'dashboard');
      const aiCore = programOf(manifests, 'ai-core');
      const webrtc = programOf(manifests, 'webrtc');
      const server = await startRedis(servers, redis, await freePort());
      const miscounted = await poolProblems(server, folder, { dashboard, aiCore });
      if (miscounted.length > 0) return miscounted;
      const { clients } = connectionsInLock(folder, 'redis');
      const { port } = server;
      // Most of their time is waiting.
      const problems = await Promise.all([
        givesUp(goRedis(['fail']), localEnv(dashboard, port), port, goRedisPatience(dashboard)),
        givesUp(redisPy(['fail']), localEnv(aiCore, port), port, redisPyPatience(aiCore)),
        encryptedProblems(servers, redis, webrtc),
      ]);
      // After the others, whose server it ends.
      const outage = await outageProblems(servers, redis, webrtc, clients['webrtc'] ?? 0);
      return [...problems.flat(), ...outage];
    }),
  spoils: {
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
