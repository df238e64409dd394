import { join } from 'node:path';
import { z } from 'zod';
import type { Check } from '../check.js';
import { connectionsInLock } from '../lock.js';
import type { Problems } from '../problems.js';
import { readManifests } from '../manifests.js';
import { asyncpg, hikari, pgx, pgxClient, pythonPools, synapse, type Command } from '../postgres/clients.js';
import { throughPooler } from '../postgres/pooler.js';
import { startPostgres, type Postgres } from '../postgres/server.js';
import { setUp } from '../postgres/setup.js';
import { replacing } from '../replacing.js';
import { hikariJars } from '../programs/hikari-jars.js';
import { openssl } from '../programs/openssl.js';
import { pgbouncer } from '../programs/pgbouncer.js';
import { postgresql } from '../programs/postgresql.js';
import { hold, type Held } from '../servers/held.js';
import { withServers } from '../servers/servers.js';
import { literal, programOf } from '../workloads.js';

/** The client library of each program. */
const CLIENTS: Readonly<Record<string, Command>> = {
  'ai-core': asyncpg,
  communication: synapse,
  dashboard: pgx,
  'ingress-egress': hikari,
};

const ENDPOINT = 'postgres (direct)';

/**
 * A real PostgreSQL with as many connections as the environment says takes the pools of every pod that can run at once,
 * opened by the real client libraries with the emitted settings, and counts what the lock says. Row security in session
 * scope leaks through a real PgBouncer in transaction mode, and does not with the emitted settings.
 */
export const postgres: Check = {
  name: 'postgres',
  programs: [postgresql, pgbouncer, openssl, pgxClient, pythonPools, hikariJars],
  // The pools are largest there, and the same constructs make them everywhere.
  environment: 'production',
  run: ({ folder }) =>
    withServers(async (servers) => {
      const manifests = readManifests(folder);
      const expected = connectionsInLock(folder, ENDPOINT);
      const dashboard = programOf(manifests, 'dashboard');
      const url = new URL(literal(dashboard, 'DATABASE_URL'));
      const server = await startPostgres(servers, url.pathname.slice(1), expected.max_connections ?? 0);
      const setup = (workload: string) =>
        setUp(programOf(manifests, workload), server, server.port, join(servers.folder, `${workload}-files`));
      const held: Held[] = [];
      try {
        for (const workload of Object.keys(expected.clients)) {
          const client = CLIENTS[workload];
          if (client === undefined) return [`no client for the pool of ${workload}`];
          const { env, args } = setup(workload);
          const file = args.at(-1)?.split('=').at(-1) ?? '';
          const [path, all] = client(['hold', `${programOf(manifests, workload).pods}`, file]);
          const one = await hold(path, client === synapse ? all : all.slice(0, -1), env);
          held.push(one);
          const problems = [
            ...(await limits(workload, one.said, url, server)),
            ...(await counted(server, workload, expected.clients[workload])),
          ];
          if (problems.length > 0) return problems;
        }
        const [[total] = []] = await server.query(`select count(*) ${SESSIONS} '${server.user}'`);
        if (Number(total) !== expected.most)
          return [`the server counts ${total} connections, the lock says ${expected.most} at the most`];
      } finally {
        await Promise.all(held.map(({ release }) => release()));
      }
      return throughPooler(servers, server, setup('dashboard').env);
    }),
  spoils: {
    'a pool that is not the one which was counted': {
      says: ['connections of dashboard, the lock says'],
      edit: replacing('dashboard', /pool_max_conns=\d+/, 'pool_max_conns=7'),
    },
  },
};

/** The limits of sessions, in the words of the server. */
async function limits(workload: string, said: unknown, url: URL, server: Postgres): Promise<Problems> {
  const seen = z.record(z.string(), z.string()).parse(said);
  const problems: string[] = [];
  for (const name of ['statement_timeout', 'idle_in_transaction_session_timeout']) {
    const emitted = Number(url.searchParams.get(name));
    const [[words = ''] = []] = await server.query(`select set_config('${name}', '${emitted}', false)`);
    if (seen[name] !== words)
      problems.push(`${workload}: ${name} is ${seen[name] ?? 'absent'}, not ${words}`);
  }
  return problems;
}

const SESSIONS = 'from pg_stat_activity where usename =';

async function counted(server: Postgres, workload: string, expected: number | undefined): Promise<Problems> {
  const rows = await server.query(
    `select application_name, count(*) ${SESSIONS} '${server.user}' group by application_name`,
  );
  const found = rows.find(([name]) => name === workload)?.at(1) ?? '0';
  return Number(found) === expected
    ? []
    : [`the server counts ${found} connections of ${workload}, the lock says ${expected}`];
}
