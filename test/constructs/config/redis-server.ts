import {
  ExternalRedis,
  LiveKitServer,
  Redis,
  secret,
  type ExternalRedisProps,
  type Platform,
  type RedisProps,
} from '../../../src/index.js';

const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } };

/** A Redis in the cluster that takes 100 clients. */
export function redisServer(platform: Platform, overrides: Partial<RedisProps> = {}): Redis {
  return new Redis(platform, 'cache', {
    image: 'redis:7.4.6',
    password: secret('cache', 'password'),
    resources,
    maxmemory: '64mb',
    maxClients: 100,
    storage: { size: '1Gi' },
    ...overrides,
  });
}

/** A Redis outside that speaks TLS and takes 100 clients. */
export function externalRedis(
  platform: Platform,
  overrides: Partial<ExternalRedisProps> = {},
): ExternalRedis {
  return new ExternalRedis(platform, 'cache', {
    host: 'cache.shop.example',
    port: 6380,
    password: secret('cache', 'password'),
    maxClients: 100,
    ...overrides,
  });
}

/** Two LiveKit servers. */
export function livekit(platform: Platform): LiveKitServer {
  return new LiveKitServer(platform, 'sfu', {
    namespace: 'shop-media',
    image: 'shop/sfu:1.9.1',
    replicas: 2,
    resources,
    media: { mode: 'hostPort', udp: 7882, tcp: 7881, exposed: 'Media.' },
    participants: 500,
    keys: secret('livekit', 'keys'),
    turn: { domain: 'turn.shop.example', certificate: 'turn-cert' },
    drainSeconds: 3600,
  });
}
