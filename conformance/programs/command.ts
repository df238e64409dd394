import { spawnSync } from 'node:child_process';

/** Runs a builder; what it says is in the error when it fails. */
export function command(
  path: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): void {
  const { status, error, stdout, stderr } = spawnSync(path, args, {
    cwd: options.cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${path} ${args.join(' ')} failed:\n${(stdout + stderr).trim()}`);
}
