import { describe, expect, it } from 'vitest';
import {
  asyncpg,
  hikari,
  pgxpool,
  synapse,
  type ExternalPostgres,
  type ExternalPostgresProps,
  type PostgresClient,
  type PostgresPool,
} from '../../../src/index.js';
import { httpWorkload, smallPlatform } from '../platform/small-platform.js';
import { postgresServer } from './postgres-server.js';
import { refusal } from './refusal.js';

const PGX = { url: 'DATABASE_URL' };

const pooled =
  (client: PostgresClient, endpoint: 'direct' | 'transactionPooler' = 'direct') =>
  (): void => {
    const platform = smallPlatform();
    httpWorkload(platform, 'web').usesPostgres(postgresServer(platform)[endpoint], client);
  };
const pgx = (pool: PostgresPool, endpoint?: 'direct' | 'transactionPooler') =>
  pooled(pgxpool(PGX, pool), endpoint);
const server = (overrides: Partial<ExternalPostgresProps>) => (): ExternalPostgres =>
  postgresServer(smallPlatform(), overrides);

const REFUSED: Readonly<Record<string, () => void>> = {
  'row security in session scope behind a transaction pooler': pgx(
    { rowSecurity: 'session' },
    'transactionPooler',
  ),
  'timeouts behind a transaction pooler': pgx({ statementTimeout: '30s' }, 'transactionPooler'),
  'Synapse behind a transaction pooler': pooled(synapse({ max: 10 }), 'transactionPooler'),
  'sslmode prefer': server({ tls: { sslmode: 'prefer' } }),
  'a pool of nothing': pgx({ max: 0 }),
  'a pool that keeps more than it may open': pgx({ max: 3, min: 4 }),
  'times that are none': pgx({ maxLifetime: 'forever', maxIdle: '30', connectTimeout: '0s' }),
  'a connect timeout in parts of a second': pgx({ connectTimeout: '2500ms' }),
  'a name that PostgreSQL cuts': pgx({ applicationName: 'x'.repeat(64) }),
  'times that HikariCP ignores': pooled(
    hikari(
      { url: 'U', user: 'N', password: 'P' },
      { maxLifetime: '20s', maxIdle: '5s', healthCheckPeriod: '10s' },
    ),
  ),
  'Synapse without a connection': pooled(synapse({ max: 10, min: 0 })),
  'more reserved than there are': server({ direct: { maxConnections: 10, reserved: 10 } }),
  'a pooler that was not declared': () =>
    server({ transactionPooler: undefined as never })().transactionPooler,
  'a variable that is set otherwise': () => {
    const platform = smallPlatform();
    const web = httpWorkload(platform, 'web', { env: { DATABASE_URL: 'postgres://elsewhere:5432/shop' } });
    web.usesPostgres(postgresServer(platform).direct, pgxpool(PGX));
  },
  'more connections than the server takes': () => {
    const platform = smallPlatform();
    const { direct } = postgresServer(platform);
    const scaled = { min: 1, max: 4, cpu: 70 };
    const canary = { image: 'shop/api:2', weight: 10, replicas: 2 };
    const pool = { max: 10 };
    httpWorkload(platform, 'web', { replicas: 1 }).usesPostgres(direct, pgxpool(PGX, { max: 5 }));
    httpWorkload(platform, 'api', { replicas: scaled, canary }).usesPostgres(direct, pgxpool(PGX, pool));
    platform.derive();
  },
  'more clients than the pooler takes': () => {
    const platform = smallPlatform();
    const { transactionPooler } = postgresServer(platform);
    const pool = asyncpg({ url: 'DATABASE_URL', pool: 'POOL' }, { max: 68 });
    httpWorkload(platform, 'web', { replicas: 2 }).usesPostgres(transactionPooler, pool);
    platform.derive();
  },
};

describe('what PostgreSQL, or a client of it, cannot do does not construct', () => {
  it.each(Object.entries(REFUSED))('%s', async (what, build) => {
    await expect(`${refusal(build)}\n`).toMatchFileSnapshot(
      `../../../__snapshots__/errors/postgres/${what.replaceAll(' ', '-')}.txt`,
    );
  });

  it('allows plaintext where it was asked for', () => {
    expect(server({ tls: { sslmode: 'disable' }, plaintextAllowed: true })).not.toThrow();
  });

  it('allows row security in session scope on the server, and in a transaction behind the pooler', () => {
    expect(pgx({ rowSecurity: 'session' })).not.toThrow();
    expect(pgx({ rowSecurity: 'transaction' }, 'transactionPooler')).not.toThrow();
  });
});
