import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import {
  asyncpg,
  hikari,
  pgxpool,
  secret,
  synapse,
  type PostgresClient,
  type PostgresPort,
} from '../../../src/index.js';
import { smallPlatform } from '../platform/small-platform.js';
import { postgresServer } from './postgres-server.js';

const POOL = { max: 20, min: 4, maxLifetime: '45m', maxIdle: '90s', connectTimeout: '3s' } as const;
const TIMEOUTS = { statementTimeout: '2500ms', idleInTransactionTimeout: '1m' } as const;
const PGX = { url: 'DATABASE_URL', max: 'DB_MAX' };
const ASYNCPG = { url: 'DATABASE_URL', pool: 'DATABASE_POOL' };
const HIKARI = { url: 'DATABASE_URL', user: 'DB_USER', password: 'DB_PASSWORD', max: 'DB_MAX' };
const { max, min, maxIdle, connectTimeout } = POOL;

const SESSION: Readonly<Record<string, PostgresClient>> = {
  pgxpool: pgxpool(PGX, { ...POOL, ...TIMEOUTS, healthCheckPeriod: '30s' }),
  asyncpg: asyncpg(ASYNCPG, { max, min, maxIdle, connectTimeout, ...TIMEOUTS }),
  hikari: hikari(HIKARI, { ...POOL, ...TIMEOUTS, healthCheckPeriod: '30s' }),
  synapse: synapse({ max, min, connectTimeout, ...TIMEOUTS }),
  'pgxpool-with-defaults': pgxpool({ url: 'DATABASE_URL' }),
};

const TRANSACTION: Readonly<Record<string, PostgresClient>> = {
  pgxpool: pgxpool(PGX, POOL),
  asyncpg: asyncpg(ASYNCPG, { max, min, maxIdle, connectTimeout }),
  hikari: hikari(HIKARI, POOL),
};

const server = postgresServer(smallPlatform());

/** What a program gets, with the files in the place of their volumes. */
const given = (client: PostgresClient, { postgres }: PostgresPort): string =>
  stringify(client.settings(postgres, 'web'), { lineWidth: 0 });

describe('a pool of PostgreSQL in the form of a client', () => {
  it.each(Object.entries(SESSION))('%s, to the server', async (name, client) => {
    expect(client.problems(server.direct.postgres)).toEqual([]);
    await expect(given(client, server.direct)).toMatchFileSnapshot(
      `../../../__snapshots__/constructs/config/postgres/${name}.yaml`,
    );
  });

  it.each(Object.entries(TRANSACTION))('%s, to a transaction pooler', async (name, client) => {
    expect(client.problems(server.transactionPooler.postgres)).toEqual([]);
    await expect(given(client, server.transactionPooler)).toMatchFileSnapshot(
      `../../../__snapshots__/constructs/config/postgres/${name}-transaction.yaml`,
    );
  });

  it('holds no password', () => {
    for (const client of Object.values(SESSION)) {
      const { env } = client.settings(server.direct.postgres, 'web');
      expect(Object.values(env)).toContainEqual(secret('db', 'password'));
      const texts = Object.values(env).filter((value) => typeof value === 'string');
      expect(texts.join('\n')).not.toMatch(/@/);
    }
  });

  it('needs no file without a CA', () => {
    const plain = postgresServer(smallPlatform(), { tls: { sslmode: 'require' } });
    const { env, volumes } = pgxpool(PGX).settings(plain.direct.postgres, 'web');
    expect(volumes).toEqual({});
    expect(env['DATABASE_URL']).toContain('?sslmode=require&application_name=web&');
  });
});

describe('what the compiler refuses', () => {
  it('knows what a library does not have', () => {
    const never = (): void => {
      // @ts-expect-error asyncpg closes no connection for its age
      asyncpg(ASYNCPG, { maxLifetime: '1h' });
      // @ts-expect-error Twisted closes no free connection
      synapse({ maxIdle: '1m' });
      // @ts-expect-error Redis is not PostgreSQL
      pgxpool(PGX, { database: 3 });
      // @ts-expect-error a certificate is checked against a CA
      postgresServer(smallPlatform(), { tls: { sslmode: 'verify-full' } });
    };
    expect(never).toBeTypeOf('function');
  });
});
