import { join } from 'node:path';
import { pgbouncer } from '../programs/pgbouncer.js';
import { postgresql } from '../programs/postgresql.js';
import { pathOf, run } from '../run-program.js';
import { certificates, type Certificates } from '../servers/certificates.js';
import { freePort } from '../servers/free-port.js';
import { ready, type Servers } from '../servers/servers.js';

const USER = 'auralink';
const SUPERUSER = 'postgres';
export const PASSWORD = 'of-this-run alone/%@:?';

/** A PostgreSQL of one run. */
export interface Postgres extends Certificates {
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Runs SQL as the superuser; rows of fields. Throws with what the server says. */
  readonly query: (sql: string) => Promise<readonly (readonly string[])[]>;
}

/**
 * A server with TLS that takes so many connections, with a table that a policy guards. Its user is an ordinary one, so
 * that policies hold for it.
 */
export async function startPostgres(
  servers: Servers,
  database: string,
  maxConnections: number,
): Promise<Postgres> {
  const port = await freePort();
  const data = join(servers.folder, 'data');
  const pem = certificates(servers);
  servers.once(pathOf(postgresql, 'initdb'), [
    '-D',
    data,
    `-U${SUPERUSER}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  // Whoever comes by TCP has to use TLS and the password.
  const hba = servers.file(
    'pg_hba.conf',
    `local all ${SUPERUSER} trust\nhostssl all ${USER} 127.0.0.1/32 scram-sha-256\n`,
  );
  const settings = {
    hba_file: hba,
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: servers.folder,
    max_connections: maxConnections,
    fsync: 'off',
    ssl: 'on',
    ssl_cert_file: pem.certificate,
    ssl_key_file: pem.key,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = servers.start('postgres', pathOf(postgresql), ['-D', data, ...args]);
  const psql = (sql: string, name: string) =>
    run(pathOf(postgresql, 'psql'), [
      `host=${servers.folder} port=${port} user=${SUPERUSER} dbname=${name}`,
      '--no-psqlrc',
      '--quiet',
      '--tuples-only',
      '--no-align',
      '--set=ON_ERROR_STOP=1',
      '-c',
      sql,
    ]);
  await ready('postgres', server, async () => (await psql('select 1', SUPERUSER)).status === 0);
  const query = async (sql: string, name = database): Promise<readonly (readonly string[])[]> => {
    const { status, stdout, stderr } = await psql(sql, name);
    if (status !== 0) throw new Error(stderr.trim());
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('|'));
  };
  await query(`create role ${USER} login password '${PASSWORD}'`, SUPERUSER);
  if (database !== SUPERUSER) await query(`create database ${database}`, SUPERUSER);
  return { port, user: USER, database, ...pem, query };
}

/** A PgBouncer in transaction mode with one connection to the server, so that its clients have to take turns. */
export async function startPgBouncer(servers: Servers, postgres: Postgres): Promise<number> {
  const port = await freePort();
  const users = servers.file('users.txt', `"${postgres.user}" "${PASSWORD}"\n`);
  const config = servers.file(
    'pgbouncer.ini',
    `[databases]
* = host=127.0.0.1 port=${postgres.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 1
client_tls_sslmode = require
client_tls_cert_file = ${postgres.certificate}
client_tls_key_file = ${postgres.key}
server_tls_sslmode = require
`,
  );
  const server = servers.start('pgbouncer', pathOf(pgbouncer), [config]);
  await ready('pgbouncer', server, () => Promise.resolve(server.said().includes('process up')));
  return port;
}
