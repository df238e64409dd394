import { ExternalPostgres, secret, type ExternalPostgresProps, type Platform } from '../../../src/index.js';

/** A server of 100 connections, of which 3 are reserved and 10 the pooler's. */
export function postgresServer(
  platform: Platform,
  overrides: Partial<ExternalPostgresProps> = {},
): ExternalPostgres {
  return new ExternalPostgres(platform, 'db', {
    host: 'db.shop.example',
    database: 'shop',
    user: secret('db', 'user'),
    password: secret('db', 'password'),
    tls: { sslmode: 'verify-full', ca: secret('db-ca', 'ca.crt') },
    direct: { maxConnections: 100, reserved: 3 },
    transactionPooler: { maxClients: 200, serverConnections: 10 },
    ...overrides,
  });
}
