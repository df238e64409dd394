import type { Problems } from '../problems.js';
import { complaints, run } from '../run-program.js';
import type { Servers } from '../servers/servers.js';
import {
  asyncpg as asyncpgPool,
  hikari as hikariPool,
  pgxpool,
  type PostgresClient,
  type PostgresEndpoint,
} from '../../src/index.js';
import { asyncpg, hikari, pgx, type Command } from './clients.js';
import { startPgBouncer, type Postgres } from './server.js';
import { setUp } from './setup.js';

const ALICE = '00000000-0000-0000-0000-00000000000a';
const BOB = '00000000-0000-0000-0000-00000000000b';

const POOL = { max: 4, min: 1 } as const;
const PGX = pgxpool({ url: 'DATABASE_URL' }, POOL);

type Form = readonly [PostgresClient, Command];

const ASYNCPG: Form = [asyncpgPool({ url: 'DATABASE_URL', pool: 'DATABASE_POOL' }, POOL), asyncpg];

/** The policy in the form of each library that has one for a transaction pooler, as a program uses it. */
const FORMS: readonly Form[] = [
  [PGX, pgx],
  ASYNCPG,
  [hikariPool({ url: 'DATABASE_URL', user: 'DB_USER', password: 'DB_PASSWORD' }, POOL), hikari],
];

/**
 * What holds behind a PgBouncer in transaction mode: the emitted forms work, limits as startup parameters are refused,
 * and of two users who set themselves for the session each sees what is the other's. With the emitted settings of the
 * environment, which lead to the server, and with the user set for each transaction, neither does.
 * @param direct the variables of the program that sets its users for the session
 */
export async function throughPooler(
  servers: Servers,
  postgres: Postgres,
  direct: Readonly<Record<string, string>>,
): Promise<Problems> {
  await postgres.query(`
    create table documents (owner uuid, title text);
    insert into documents values ('${ALICE}', 'of alice'), ('${BOB}', 'of bob');
    alter table documents enable row level security;
    create policy own on documents using (owner = current_setting('app.current_user_id')::uuid);
    grant select on documents to ${postgres.user}`);
  const port = await startPgBouncer(servers, postgres);
  const endpoint = poolerOf(postgres);
  const local = (client: PostgresClient) => {
    const { env, volumes } = client.settings(endpoint, 'pooled');
    const files = Object.values(volumes).flatMap((volume) =>
      'config' in volume
        ? Object.entries(volume.config).map(([name, text]) => [`${volume.path}/${name}`, text] as const)
        : [],
    );
    const program = {
      env,
      args: [],
      files: new Map(files.map(([path, text]) => [path, typeof text === 'string' ? text : text()])),
    };
    return setUp(program, postgres, port, servers.folder).env;
  };
  const problems: string[] = [];
  const says = async (what: string, client: Command, args: readonly string[], env: object, text: string) => {
    const [path, all] = client(args);
    const ran = await run(path, all, { env: { ...env }, timeoutMilliseconds: 30_000 });
    if (!(ran.stdout + ran.stderr).includes(text))
      problems.push(`${what}: expected ${text}, but ${complaints(ran).join('\n')}`);
  };
  // At once, each with several connections: what one leaves on the one connection to the server, another meets. The
  // statements of asyncpg have names that are unique in their process.
  await Promise.all(
    [...FORMS, ASYNCPG].map(([client, command]) =>
      says('the emitted form through the pooler', command, ['work'], local(client), '{"work":"done"}'),
    ),
  );
  const pooled = local(PGX);
  const elsewhere = {
    ...direct,
    DATABASE_URL: String(direct['DATABASE_URL']).replace(/:\d+\//, `:${port}/`),
  };
  await says('limits', pgx, ['work'], elsewhere, 'unsupported startup parameter: ');
  await says('the session through the pooler', pgx, ['ask', 'session'], pooled, '{"alice":"of bob"}');
  await says(
    'the transaction through the pooler',
    pgx,
    ['ask', 'transaction'],
    pooled,
    '{"alice":"of alice"}',
  );
  await says('the emitted settings', pgx, ['ask', 'session'], direct, '{"alice":"of alice"}');
  return problems;
}

function poolerOf({ database }: Postgres): PostgresEndpoint {
  return {
    name: 'the pooler',
    address: { host: 'pooler.example', port: 6543 },
    database,
    user: { secret: 'postgres', key: 'user' },
    password: { secret: 'postgres', key: 'password' },
    tls: { sslmode: 'verify-full', ca: { secret: 'postgres-ca', key: 'ca.crt' } },
    mode: 'transaction',
    limit: { setting: 'max_client_conn', total: 100, taken: {} },
  };
}
