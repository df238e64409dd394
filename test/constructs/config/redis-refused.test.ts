import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ExternalRedis,
  goRedis,
  livekitRedis,
  redisAddress,
  redisPy,
  secret,
  type RedisClient,
  type RedisPolicy,
} from '../../../src/index.js';
import { httpWorkload, smallPlatform } from '../platform/small-platform.js';
import { refusal } from './refusal.js';
import { externalRedis, livekit, redisServer } from './redis-server.js';

const VARIABLES = { hostPort: 'REDIS_HOST', password: 'REDIS_PASSWORD', url: 'REDIS_URL' };
const ADDRESS = { host: 'REDIS_HOST', port: 'REDIS_PORT', password: 'REDIS_PASSWORD' };
const SHORT = {
  dialTimeout: '500ms',
  readTimeout: '100ms',
  writeTimeout: '100ms',
  poolTimeout: '100ms',
} as const;

const used = (client: RedisClient) => (): void => {
  const platform = smallPlatform();
  httpWorkload(platform, 'web').usesRedis(redisServer(platform).server, client);
};

/** A web that `caller` calls with a timeout, and that uses Redis. */
const called =
  (timeout: string, client: RedisClient, options: { readonly deadline?: string } = {}) =>
  (): void => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web');
    web.usesRedis(redisServer(platform).server, client, options);
    httpWorkload(platform, 'caller').calls(web.ports.http, { methods: ['GET'], paths: ['/*'], timeout });
    platform.derive();
  };

const REFUSED: Readonly<Record<string, () => void>> = {
  'numbers that are none': used(
    goRedis(VARIABLES, { pool: 0, retries: -1, database: 16, subscriptions: 0.5, readTimeout: '0s' }),
  ),
  'a pool that keeps more than it may open': used(goRedis(VARIABLES, { pool: 2, minIdle: 3 })),
  'a client of nothing': used(redisAddress(ADDRESS, { connections: 0 })),
  'TLS that the variables cannot say': () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web').usesRedis(
      externalRedis(platform).server,
      redisAddress(ADDRESS, { connections: 8 }),
    );
  },
  'a password in the clear': () => externalRedis(smallPlatform(), { tls: false }),
  'a server without clients': () => redisServer(smallPlatform(), { maxClients: 0 }),
  'memory in the units of Kubernetes': () => redisServer(smallPlatform(), { maxmemory: '64Mi' }),
  'memory without a limit': () => redisServer(smallPlatform(), { maxmemory: '0' }),
  'more memory than the container has': () => redisServer(smallPlatform(), { maxmemory: '128mb' }),
  'one server declared twice': () => {
    const platform = smallPlatform();
    externalRedis(platform);
    new ExternalRedis(platform, 'sessions', {
      host: 'cache.shop.example',
      port: 6380,
      password: secret('cache', 'password'),
      maxClients: 100,
    });
  },
  'LiveKit servers that drain beside those that begin': () => {
    const platform = smallPlatform();
    livekit(platform).usesRedis(redisServer(platform).server, livekitRedis({ pool: 25 }));
    platform.derive();
  },
  'more clients than the server takes': () => {
    const platform = smallPlatform();
    const { server } = redisServer(platform);
    httpWorkload(platform, 'web', { replicas: 2 }).usesRedis(server, goRedis(VARIABLES, { pool: 30 }));
    httpWorkload(platform, 'api', { replicas: 2 }).usesRedis(server, redisPy(VARIABLES, { pool: 4 }));
    platform.derive();
  },
  'the timeouts of the library for a call of ten seconds': called('10s', goRedis(VARIABLES)),
  'a command longer than its deadline': called('1m', goRedis(VARIABLES, { ...SHORT, retries: 1 }), {
    deadline: '2s',
  }),
  'a command of redis-py longer than its caller waits': called(
    '2s',
    redisPy(VARIABLES, { dialTimeout: '1s', readTimeout: '200ms', retries: 1 }),
  ),
  'a LiveKit server that dies with Redis': () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', { probes: { liveness: { get: '/', port: 'http' } } });
    web.usesRedis(redisServer(platform).server, livekitRedis());
    platform.derive();
  },
};

describe('what Redis, or a client of it, cannot do does not construct', () => {
  it.each(Object.entries(REFUSED))('%s', async (what, build) => {
    await expect(`${refusal(build)}\n`).toMatchFileSnapshot(
      `../../../__snapshots__/errors/redis/${what.replaceAll(' ', '-')}.txt`,
    );
  });

  it('is shown in docs/redis.md as it is said', () => {
    const [, shown = ''] = /```text\n([\s\S]*?)\n```/.exec(readFileSync('docs/redis.md', 'utf8')) ?? [];
    expect(shown).toMatch(/^web\/web: client of cache: one command can take 4 tries/);
    expect(called('10s', goRedis(VARIABLES))).toThrow(shown);
  });

  it('allows a command that is shorter than the longest timeout, or that nobody waits for', () => {
    const policy: RedisPolicy = { ...SHORT, retries: 1 };
    // 2 x (100 + 500 + 3 x 200) + 3 x 24
    expect(called('2472ms', goRedis(VARIABLES, policy))).not.toThrow();
    expect(called('2471ms', goRedis(VARIABLES, policy))).toThrow(/= 2472ms, expected at most/);
    expect(used(goRedis(VARIABLES))).not.toThrow();
  });

  it('allows the memory that the container has, less a byte', () => {
    // 128Mi
    for (const maxmemory of ['134217727', '134217727b', '134m', '127mb', '131071KB'])
      expect(() => redisServer(smallPlatform(), { maxmemory })).not.toThrow();
    for (const maxmemory of ['134217728', '135m', '1g'])
      expect(() => redisServer(smallPlatform(), { maxmemory })).toThrow(/the kernel would end Redis/);
  });

  it('allows one host on two ports', () => {
    const platform = smallPlatform();
    externalRedis(platform);
    const other = {
      host: 'cache.shop.example',
      port: 6381,
      password: secret('cache', 'password'),
      maxClients: 9,
    };
    expect(() => new ExternalRedis(platform, 'sessions', other)).not.toThrow();
  });

  it('allows a password in the clear where it was asked for', () => {
    expect(() => externalRedis(smallPlatform(), { tls: false, plaintextAllowed: true })).not.toThrow();
  });
});
