import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { pathOf, run, type Ran } from '../run-program.js';

const TOKEN = 'of-this-run-alone';
const READY_SECONDS = 60;

/** Runs kubectl against the server of a run. */
export type Kubectl = (...args: readonly string[]) => Promise<Ran>;

/**
 * Starts etcd and a kube-apiserver on loopback, empty, for as long as `use` runs. No controllers: nothing starts pods.
 */
export async function withApiServer<T>(use: (kubectl: Kubectl, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-apiserver-'));
  const [etcdPort, port] = [await freePort(), await freePort()];
  const children: ChildProcess[] = [];
  const start = (binary: string, args: readonly string[]): void => {
    children.push(spawn(pathOf(kubeApiserver, binary), args, { cwd: folder, stdio: 'ignore' }));
  };
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  });
  writeFileSync(join(folder, 'sa.key'), key);
  writeFileSync(join(folder, 'tokens.csv'), `${TOKEN},admin,admin,system:masters\n`);
  const kubectl: Kubectl = (...args) =>
    run(
      pathOf(kubeApiserver, 'kubectl'),
      [
        `--server=https://127.0.0.1:${port}`,
        `--token=${TOKEN}`,
        `--certificate-authority=${folder}/certs/apiserver.crt`,
        ...args,
      ],
      { env: { HOME: folder, KUBECONFIG: '' } },
    );
  try {
    start('etcd', [
      '--data-dir=etcd',
      '--unsafe-no-fsync',
      `--listen-client-urls=http://127.0.0.1:${etcdPort}`,
      `--advertise-client-urls=http://127.0.0.1:${etcdPort}`,
      '--listen-peer-urls=http://127.0.0.1:0',
    ]);
    start('kube-apiserver', [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
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
    await ready(kubectl);
    return await use(kubectl, folder);
  } finally {
    // The server first: it waits for minutes for an etcd that is gone.
    for (const child of children.reverse()) {
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ready(kubectl: Kubectl): Promise<void> {
  let last: Ran | undefined;
  const start = Date.now();
  while (Date.now() - start < READY_SECONDS * 1000) {
    last = await kubectl('get', '--raw=/readyz');
    if (last.status === 0) return;
    await sleep(250);
  }
  throw new Error(`the API server is not ready after ${READY_SECONDS} s: ${last?.stderr ?? ''}`);
}

/** A port that is free now; loopback alone. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
