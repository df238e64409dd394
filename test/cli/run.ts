import { exitCodeOf } from '../../src/cli/commands.js';

/** What a command line gives: its exit code and what it writes. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function run(...args: readonly string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const code = await exitCodeOf(args, {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  });
  return { code, ...written };
}
