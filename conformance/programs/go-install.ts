import { spawnSync } from 'node:child_process';

/** Runs `go` in a folder outside of any module; what it says is in the error when it fails. */
export function go(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): void {
  const { status, error, stdout, stderr } = spawnSync('go', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`go ${args.join(' ')} failed:\n${(stdout + stderr).trim()}`);
}

/** `go install` of a package by name and version into a folder. */
export function goInstall(
  folder: string,
  packageAtVersion: string,
  env: Readonly<Record<string, string>> = {},
): void {
  go(['install', packageAtVersion], folder, { GOBIN: folder, ...env });
}
