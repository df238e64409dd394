import { component, ExternalRedis, Redis, secret } from '../src/index.js';
import type { Environment } from './environments/schema.js';

const password = secret('redis', 'password');

/** Cache, sessions, and the bus between the LiveKit servers. */
export const redis = component({
  id: 'redis',
  build: (platform, env: Environment) => {
    const { redis, versions, resources, storage } = env;
    if (redis.mode === 'external') {
      const { host, port, tls, maxClients } = redis;
      const plaintextAllowed = env.name === 'dev';
      return new ExternalRedis(platform, 'redis', {
        host,
        port,
        tls,
        plaintextAllowed,
        password,
        maxClients,
      });
    }
    return new Redis(platform, 'redis', {
      image: `redis:${versions.redis}`,
      password,
      resources: resources.redis,
      maxmemory: redis.maxmemory,
      maxClients: redis.maxClients,
      storage: { size: storage.redis, storageClass: storage.class },
    });
  },
});
