import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cacheFolder } from './programs/cache.js';
import { foundPath } from './programs/found.js';
import { isFound, type Program } from './programs/program.js';

export interface Ran {
  /** Null when it was ended by a signal, such as the one of the time limit. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** @default 120000 */
  readonly timeoutMilliseconds?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export function pathOf(program: Program, binary = program.binaries[0] ?? program.name): string {
  return isFound(program) ? foundPath(program, binary) : join(cacheFolder(program), binary);
}

/** Runs a program to its end. A status other than 0 is a result, not an error. */
export function run(path: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMilliseconds ?? 120_000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout, stderr });
    });
  });
}

/** What a program said, as problems: its lines without the empty ones, or its status when it said nothing. */
export function complaints({ status, stdout, stderr }: Ran): readonly string[] {
  const lines = (stdout + stderr).split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : [`ended with status ${status ?? 'none (time limit)'} and said nothing`];
}
