import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { pathOf, run, type Ran } from '../run-program.js';
import { freePort } from '../servers/free-port.js';

const TOKEN = 'of-this-run-alone';
const READY_SECONDS = 60;
/** Processes that live for seconds have no need to collect garbage: it costs a quarter of their time. */
const ENV = { GOGC: '800' };

interface Server {
  readonly binary: string;
  readonly child: ChildProcess;
  readonly log: string;
}

/** Runs kubectl against the server of a run. */
export type Kubectl = (...args: readonly string[]) => Promise<Ran>;

/** A kube-apiserver with its etcd. No controllers: nothing starts pods. */
export interface ApiServer {
  readonly kubectl: Kubectl;
  /** The variables that make a client one of this server. */
  readonly env: Readonly<Record<string, string>>;
  /** Where etcd listens. */
  readonly etcd: string;
  /** For files of the run; it goes with the server. */
  readonly folder: string;
  readonly end: () => Promise<void>;
}

/** Starts etcd and a kube-apiserver on loopback, empty. */
export async function startApiServer(): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-apiserver-'));
  const [etcdPort, port] = await Promise.all([freePort(), freePort()]);
  const etcd = `http://127.0.0.1:${etcdPort}`;
  const servers: Server[] = [];
  const start = (binary: string, args: readonly string[]): void => {
    const log = join(folder, `${binary}.log`);
    const output = openSync(log, 'w');
    const child = spawn(pathOf(kubeApiserver, binary), args, {
      cwd: folder,
      env: { ...process.env, ...ENV },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    servers.push({ binary, child, log });
  };
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  });
  writeFileSync(join(folder, 'sa.key'), key);
  writeFileSync(join(folder, 'tokens.csv'), `${TOKEN},admin,admin,system:masters\n`);
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify(clientConfiguration(port, folder)));
  const env = { ...ENV, HOME: folder, KUBECONFIG: kubeconfig };
  const kubectl: Kubectl = (...args) => run(pathOf(kubeApiserver, 'kubectl'), args, { env });
  // Both end badly when a terminal interrupts them together with this process.
  const interrupted = (): void => {
    for (const { child } of servers) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const end = async (): Promise<void> => {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    // The server first: it waits for minutes for an etcd that is gone.
    for (const { child } of servers.reverse()) {
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    start('etcd', [
      '--data-dir=etcd',
      '--unsafe-no-fsync',
      // A cluster that is emptied forgets some hundred objects at once.
      '--max-txn-ops=10000',
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      '--listen-peer-urls=http://127.0.0.1:0',
    ]);
    start('kube-apiserver', [
      `--etcd-servers=${etcd}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${port}`,
      '--cert-dir=certs',
      '--endpoint-reconciler-type=none',
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-account-key-file=sa.key',
      '--service-account-signing-key-file=sa.key',
      '--service-cluster-ip-range=10.0.0.0/24',
      '--token-auth-file=tokens.csv',
      '--disable-admission-plugins=ServiceAccount',
      '--allow-privileged=true',
    ]);
    await ready(kubectl, servers);
    return { kubectl, env, etcd, folder, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function clientConfiguration(port: number, folder: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'run',
        cluster: {
          server: `https://127.0.0.1:${port}`,
          'certificate-authority': join(folder, 'certs', 'apiserver.crt'),
        },
      },
    ],
    users: [{ name: 'admin', user: { token: TOKEN } }],
    contexts: [{ name: 'run', context: { cluster: 'run', user: 'admin' } }],
    'current-context': 'run',
  };
}

async function ready(kubectl: Kubectl, servers: readonly Server[]): Promise<void> {
  let last: Ran | undefined;
  const start = Date.now();
  while (Date.now() - start < READY_SECONDS * 1000) {
    for (const { binary, child, log } of servers) {
      if (child.exitCode !== null) throw new Error(`${binary} ended: ${lastLines(log)}`);
    }
    last = await kubectl('get', '--raw=/readyz');
    if (last.status === 0) return;
    await sleep(500);
  }
  const logs = servers.map(({ binary, log }) => `${binary}: ${lastLines(log)}`).join('\n');
  throw new Error(`the API server is not ready after ${READY_SECONDS} s: ${last?.stderr ?? ''}\n${logs}`);
}

function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}
