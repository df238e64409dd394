import { numberAt } from '../../mesh/fields.js';
import { livekitContainers, usesRedis } from '../../mesh/livekit-server.js';
import { defineRule } from '../rule.js';

export const livekitRedisShared = defineRule({
  id: 'livekit-redis-shared',
  severity: 'error',
  what: 'Several LiveKit servers share no Redis.',
  why: 'Each has rooms of its own: participants of one room who reach different servers do not meet.',
  fix: 'Give `redis.address` in the configuration, or `REDIS_HOST`; or run one server.',

  *check(manifest, mesh) {
    const replicas = numberAt(manifest, 'spec', 'replicas') ?? 1;
    if (replicas < 2) return;
    for (const one of livekitContainers(manifest, mesh)) {
      if (one.settings?.config !== undefined && !usesRedis(one))
        yield { path: ['spec', 'replicas'], message: `${replicas} servers, and no Redis` };
    }
  },
});
