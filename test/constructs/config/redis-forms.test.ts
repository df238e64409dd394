import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import {
  goRedis,
  livekitRedis,
  redisAddress,
  redisPy,
  secret,
  type RedisClient,
  type RedisPort,
} from '../../../src/index.js';
import { httpWorkload, manifest, smallPlatform } from '../platform/small-platform.js';
import { externalRedis, livekit, redisServer } from './redis-server.js';

const VARIABLES = { hostPort: 'REDIS_HOST', password: 'REDIS_PASSWORD', url: 'REDIS_URL' };
const TIMES = { dialTimeout: '1s', readTimeout: '250ms' } as const;

const FORMS: Readonly<Record<string, RedisClient>> = {
  'go-redis': goRedis(VARIABLES, {
    ...TIMES,
    pool: 20,
    minIdle: 2,
    retries: 2,
    writeTimeout: '300ms',
    poolTimeout: '400ms',
    maxIdle: '5m',
    database: 3,
  }),
  'go-redis-without-retries': goRedis(VARIABLES, { retries: 0 }),
  'redis-py': redisPy(VARIABLES, { ...TIMES, pool: 20, retries: 1, database: 3 }),
  'redis-py-with-defaults': redisPy(VARIABLES),
  address: redisAddress(
    { host: 'REDIS_HOST', port: 'REDIS_PORT', password: 'REDIS_PASSWORD' },
    { connections: 8 },
  ),
};

const given = (client: RedisClient, { redis }: RedisPort): string =>
  stringify(client.settings(redis, 'web'), { lineWidth: 0 });

const configOf = (platform: ReturnType<typeof smallPlatform>, name: string): string =>
  Object.values(manifest(platform, 'ConfigMap', name)['data'] as Record<string, string>).join('\n');

describe('a client of Redis in the form of a library', () => {
  it.each(Object.entries(FORMS))('%s', async (name, client) => {
    const { server } = redisServer(smallPlatform());
    expect(client.problems(server.redis)).toEqual([]);
    await expect(given(client, server)).toMatchFileSnapshot(
      `../../../__snapshots__/constructs/config/redis/${name}.yaml`,
    );
  });

  it('speaks TLS where the server does', () => {
    const { server } = externalRedis(smallPlatform());
    for (const client of [goRedis(VARIABLES), redisPy(VARIABLES)])
      expect(client.settings(server.redis, 'web').env['REDIS_URL']).toMatch(
        /^rediss:\/\/cache\.shop\.example:6380\/0\?/,
      );
  });

  it('looks at the name in the certificate, whatever the version of redis-py', () => {
    const url = (port: RedisPort) => redisPy(VARIABLES).settings(port.redis, 'web').env['REDIS_URL'];
    expect(url(externalRedis(smallPlatform()).server)).toMatch(/&ssl_check_hostname=true$/);
    expect(url(redisServer(smallPlatform()).server)).not.toContain('ssl_');
  });

  it('counts the handshake of TLS where the time to dial does not hold it', () => {
    const ms = (client: RedisClient, tls: boolean) => client.worstCase({ tls })?.ms;
    const policy = { dialTimeout: '1s', readTimeout: '500ms', retries: 1 } as const;
    // 2 x (2 x 1 s + 5 x 1 s), and with two round trips of 1 s more for each time it dials.
    expect(ms(redisPy(VARIABLES, policy), false)).toBe(14_000);
    expect(ms(redisPy(VARIABLES, policy), true)).toBe(22_000);
    expect(ms(goRedis(VARIABLES, policy), true)).toBe(ms(goRedis(VARIABLES, policy), false));
  });

  it('holds no password', () => {
    const { env } = goRedis(VARIABLES).settings(redisServer(smallPlatform()).server.redis, 'web');
    expect(env['REDIS_PASSWORD']).toEqual(secret('cache', 'password'));
    expect(env['REDIS_URL']).not.toMatch(/@/);
  });

  it('counts what go-redis may open while it opens those to keep', () => {
    expect(goRedis(VARIABLES, { pool: 10, minIdle: 4 }).connections).toBe(14);
  });

  it('counts subscriptions beside the pool', () => {
    expect(redisPy(VARIABLES, { pool: 10, subscriptions: 2 }).connections).toBe(12);
    expect(livekitRedis({ pool: 10 }).connections).toBe(11);
  });
});

describe('a LiveKit server with Redis', () => {
  it('reads where it is from its file, and the password from a variable', () => {
    const platform = smallPlatform();
    livekit(platform).usesRedis(
      redisServer(platform, { maxClients: 164 }).server,
      livekitRedis({ pool: 40 }),
    );
    platform.derive();
    expect(configOf(platform, 'sfu-config')).toContain(
      'redis:\n  address: cache.shop.svc.cluster.local:6379\n  db: 0\n  pool_size: 40\n',
    );
    expect(configOf(platform, 'sfu-config')).not.toContain('password');
    expect(JSON.stringify(manifest(platform, 'Deployment', 'sfu')['spec'])).toContain(
      '"secretKeyRef":{"key":"password","name":"cache"}',
    );
  });

  it('names the server whose certificate it checks', () => {
    const { server } = externalRedis(smallPlatform());
    expect(livekitRedis({ poolTimeout: '2s' }).block(server.redis)).toEqual({
      address: 'cache.shop.example:6380',
      db: 0,
      pool_size: 10,
      pool_timeout: '2s',
      tls: { enabled: true, server_name: 'cache.shop.example' },
    });
  });
});

describe('a Redis', () => {
  it('takes as many clients as it says', () => {
    const platform = smallPlatform();
    redisServer(platform, { maxClients: 77 });
    platform.derive();
    expect(configOf(platform, 'cache-config')).toContain('maxclients 77\n');
  });

  it('outside is reached by a ServiceEntry, as TLS, and by nobody who does not say so', () => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web').usesRedis(externalRedis(platform).server, goRedis(VARIABLES));
    httpWorkload(platform, 'api');
    platform.derive();
    expect(manifest(platform, 'ServiceEntry', 'cache')['spec']).toMatchObject({
      hosts: ['cache.shop.example'],
      ports: [{ name: 'tls-redis', number: 6380, protocol: 'TLS' }],
    });
    const egress = (name: string): string =>
      JSON.stringify(manifest(platform, 'NetworkPolicy', `${name}-outbound`)['spec']);
    expect(egress('web')).toContain('6380');
    expect(egress('api')).not.toContain('6380');
  });
});

describe('what the compiler refuses', () => {
  it('knows what a library cannot be told', () => {
    const never = (): void => {
      // @ts-expect-error LiveKit has the timeouts of go-redis, whatever its file says
      livekitRedis({ readTimeout: '1s' });
      // @ts-expect-error the URL of redis-py can say one repetition
      redisPy(VARIABLES, { retries: 3 });
      // @ts-expect-error a LiveKit server reads Redis from its file
      livekit(smallPlatform()).usesRedis(redisServer(smallPlatform()).server, goRedis(VARIABLES));
      const web = httpWorkload(smallPlatform(), 'web');
      const { server } = redisServer(smallPlatform());
      // @ts-expect-error PostgreSQL is not Redis
      web.usesPostgres(server, goRedis(VARIABLES));
    };
    expect(never).toBeTypeOf('function');
  });
});
