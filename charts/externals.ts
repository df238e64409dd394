import { component, ExternalPostgres, ExternalService, secret, tls, type PostgresTls } from '../src/index.js';
import type { Environment } from './environments/schema.js';

/** What the platform uses outside of the cluster. */
export const externals = component({
  id: 'externals',
  build: (platform, env: Environment) => ({
    supabase: new ExternalService(platform, 'supabase', {
      hosts: [env.external.supabase.api],
      ports: { https: tls(443) },
    }),
    postgres: new ExternalPostgres(platform, 'postgres', {
      host: env.postgres.host,
      database: env.postgres.database,
      user: secret('postgres', 'user'),
      password: secret('postgres', 'password'),
      tls: tlsOf(env),
      plaintextAllowed: env.name === 'dev',
      direct: env.postgres.direct,
      transactionPooler: env.postgres.transactionPooler,
    }),
    ai: Object.entries(env.external.ai).map(
      ([name, host]) => new ExternalService(platform, name, { hosts: [host], ports: { https: tls(443) } }),
    ),
  }),
});

function tlsOf({ postgres: { sslmode } }: Environment): PostgresTls {
  return sslmode === 'verify-ca' || sslmode === 'verify-full'
    ? { sslmode, ca: secret('postgres-ca', 'ca.crt') }
    : { sslmode };
}
