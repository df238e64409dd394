import {
  goRedis as goRedisForm,
  livekitRedis,
  redisPy as redisPyForm,
  type RedisClient,
  type RedisEndpoint,
} from '../../src/index.js';
import type { Problems } from '../problems.js';
import { complaints, run } from '../run-program.js';
import { certificates } from '../servers/certificates.js';
import { freePort } from '../servers/free-port.js';
import type { Servers } from '../servers/servers.js';
import type { RunningProgram } from '../workloads.js';
import { goRedis, redisPy, type Command } from './clients.js';
import { startLiveKit } from './livekit.js';
import { PASSWORD, startRedis } from './server.js';

const VARIABLES = { hostPort: 'REDIS_HOST', password: 'REDIS_PASSWORD', url: 'REDIS_URL' };

/** The forms that have TLS, each with what reads it. */
const FORMS = [
  [goRedisForm(VARIABLES, { retries: 0 }), goRedis],
  [redisPyForm(VARIABLES), redisPy],
] as const;

/** Whom a client trusts, under which name it looks for the server, and what comes of it. */
interface Case {
  readonly what: string;
  readonly host: string;
  readonly trusts: boolean;
  /** Part of what a library says that refuses; `undefined` where it has to connect. */
  readonly refuses?: RegExp;
}

const CASES: readonly Case[] = [
  { what: 'the name in the certificate', host: 'localhost', trusts: true },
  {
    what: 'a name that the certificate has not',
    host: '127.0.0.1',
    trusts: true,
    refuses:
      /x509: cannot validate certificate for 127\.0\.0\.1|CERTIFICATE_VERIFY_FAILED.*IP address mismatch/s,
  },
  {
    what: 'a CA that the pod does not trust',
    host: 'localhost',
    trusts: false,
    refuses:
      /x509: certificate signed by unknown authority|CERTIFICATE_VERIFY_FAILED.*self-signed certificate in certificate chain/s,
  },
];

/**
 * Clients that are told of a Redis which speaks TLS connect to a real one, and refuse it when its certificate has
 * another name or a signer whom the pod does not trust. They trust whom their system trusts: here, what SSL_CERT_FILE
 * names.
 */
export async function encryptedProblems(
  servers: Servers,
  redis: RunningProgram,
  livekit: RunningProgram,
): Promise<Problems> {
  const tls = certificates(servers);
  const port = await freePort();
  await startRedis(servers, redis, port, { name: 'redis-of-tls', tls });
  const results = CASES.map(async (one, i): Promise<Problems> => {
    const endpoint = outside(one.host, port);
    const env = { SSL_CERT_FILE: one.trusts ? tls.ca : tls.key };
    const said = await Promise.all([
      ...FORMS.map(([form, command]) => works(command, urlOf(form, endpoint), env)),
      joins(servers, livekit, `livekit-tls-${i}`, endpoint, env),
    ]);
    return said.flatMap((text) => {
      const fine = one.refuses === undefined ? text === '' : one.refuses.test(text);
      return fine ? [] : [`TLS, ${one.what}: ${text === '' ? 'connects' : text}`];
    });
  });
  return (await Promise.all(results)).flat();
}

function outside(host: string, port: number): RedisEndpoint {
  return {
    name: 'a Redis outside',
    address: { host, port },
    password: { secret: 'redis', key: 'password' },
    tls: true,
    limit: { setting: 'maxclients', total: 100, taken: {} },
  };
}

function urlOf(form: RedisClient, endpoint: RedisEndpoint): string {
  const url = form.settings(endpoint, 'pod').env['REDIS_URL'];
  return typeof url === 'string' ? url : '';
}

/** What a client says that cannot write and read; nothing where it can. */
async function works(command: Command, url: string, env: Readonly<Record<string, string>>): Promise<string> {
  const [path, args] = command(['work']);
  const ran = await run(path, args, { env: { ...env, REDIS_URL: url, REDIS_PASSWORD: PASSWORD } });
  return ran.status === 0 && ran.stdout.includes('"read":') ? '' : complaints(ran).join('\n');
}

/** What a LiveKit server says that does not start; nothing where it does. */
async function joins(
  servers: Servers,
  program: RunningProgram,
  name: string,
  endpoint: RedisEndpoint,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const block = livekitRedis().block(endpoint);
    const { server } = await startLiveKit(servers, program, name, { ...block }, env);
    await server.stop();
    return '';
  } catch (error) {
    return String(error);
  }
}
