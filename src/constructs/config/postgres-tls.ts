import type { Volume } from '../platform/workload-props.js';
import type { PostgresTls } from './postgres.js';

const FOLDER = '/etc/postgres-ca';

/** Parameters of a connection string, as libpq names them; pgx, asyncpg and pgjdbc have taken over the names. */
export function tlsParameters(tls: PostgresTls): Readonly<Record<string, string>> {
  return 'ca' in tls
    ? { sslmode: tls.sslmode, sslrootcert: `${FOLDER}/${tls.ca.key}` }
    : { sslmode: tls.sslmode };
}

/** The file of the CA. */
export function tlsVolumes(tls: PostgresTls): Readonly<Record<string, Volume>> {
  return 'ca' in tls ? { 'postgres-ca': { path: FOLDER, secret: tls.ca.secret, keys: [tls.ca.key] } } : {};
}
