import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A client that holds what it has until it is released. */
export interface Held {
  /** What it said once it had all: one line of JSON. */
  readonly said: unknown;
  readonly release: () => Promise<void>;
}

const READY_MILLISECONDS = 120_000;

/** Starts a client and waits for its line. Throws with what it says when it ends before. */
export async function hold(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Held> {
  const child = spawn(path, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 2 * READY_MILLISECONDS,
    killSignal: 'SIGKILL',
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaint += chunk));
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_MILLISECONDS);
  const lines = createInterface({ input: child.stdout });
  try {
    for await (const line of lines) {
      return {
        said: JSON.parse(line) as unknown,
        release: async () => {
          child.stdin.end();
          await ended;
        },
      };
    }
  } finally {
    clearTimeout(timer);
  }
  await ended;
  throw new Error(`${path} ${args.join(' ')} did not get all that it wants:\n${complaint.trim()}`);
}
