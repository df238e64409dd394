import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The user of servers that refuse to run as root; none where this process is not root itself. */
interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

export interface Server {
  /** The last lines that it wrote. */
  readonly said: () => string;
  readonly running: () => boolean;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Servers of one run, on loopback, in one temporary folder; all end with it. */
export interface Servers {
  readonly folder: string;
  /** A file in the folder, which only the servers' user reads. */
  readonly file: (name: string, text: string) => string;
  /** A folder in the folder, where the servers' user writes. */
  readonly directory: (name: string) => string;
  readonly start: (name: string, path: string, args: readonly string[], options?: StartOptions) => Server;
  /** Runs a program to its end as the servers' user. Throws with what it says. */
  readonly once: (path: string, args: readonly string[]) => void;
}

interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it runs as the user of this process: what is in that user's cache nobody else may run.
   *  @default false */
  readonly asSelf?: boolean;
}

const READY_SECONDS = 30;

export async function withServers<T>(use: (servers: Servers) => Promise<T>): Promise<T> {
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-servers-'));
  own(folder, owner);
  const children: ChildProcess[] = [];
  const kill = (): void => {
    for (const child of children) child.kill('SIGKILL');
  };
  const interrupted = (): void => {
    kill();
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await use({
      folder,
      file: (name, text) => {
        const path = join(folder, name);
        writeFileSync(path, text, { mode: 0o600 });
        own(path, owner);
        return path;
      },
      directory: (name) => {
        const path = join(folder, name);
        mkdirSync(path, { recursive: true });
        own(path, owner);
        return path;
      },
      start: (name, path, args, { env = {}, asSelf = false } = {}) => {
        const log = join(folder, `${name}.log`);
        const output = openSync(log, 'a');
        const child = spawn(path, args, {
          ...(asSelf ? {} : owner),
          cwd: folder,
          env: { ...process.env, ...env },
          stdio: ['ignore', output, output],
        });
        closeSync(output);
        child.on('error', (error) => {
          appendFileSync(log, `${error.message}\n`);
        });
        if (child.pid !== undefined) children.push(child);
        return serverOf(child, log);
      },
      once: (path, args) => {
        const { status, error, stdout, stderr } = spawnSync(path, args, {
          ...owner,
          cwd: folder,
          encoding: 'utf8',
        });
        if (error !== undefined) throw error;
        if (status !== 0) throw new Error(`${path} failed:\n${(stdout + stderr).trim()}`);
      },
    });
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    kill();
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }),
    );
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until `probe` succeeds, while the server runs. */
export async function ready(name: string, server: Server, probe: () => Promise<boolean>): Promise<void> {
  const start = Date.now();
  while (Date.now() - start < READY_SECONDS * 1000) {
    if (!server.running()) throw new Error(`${name} ended: ${server.said()}`);
    if (await probe()) return;
    await sleep(100);
  }
  throw new Error(`${name} is not ready after ${READY_SECONDS} s: ${server.said()}`);
}

function serverOf(child: ChildProcess, log: string): Server {
  const running = (): boolean =>
    child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    running,
    said: () => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n'),
    stop: async (signal = 'SIGKILL') => {
      if (running() && child.kill(signal)) await once(child, 'exit');
    },
  };
}

function unprivileged(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

function own(path: string, { uid, gid }: Owner): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
