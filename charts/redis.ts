import { component, Redis, secret } from '../src/index.js';
import type { Environment } from './environments/schema.js';

/** Cache, sessions, and the bus between the LiveKit servers. */
export const redis = component({
  id: 'redis',
  build: (platform, env: Environment) =>
    new Redis(platform, 'redis', {
      image: `redis:${env.versions.redis}`,
      password: secret('redis', 'password'),
      resources: env.resources.redis,
      maxmemory: env.redis.maxmemory,
      storage: { size: env.storage.redis, storageClass: env.storage.class },
    }),
});
