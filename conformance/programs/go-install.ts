import { command } from './command.js';

/**
 * Runs `go` in a folder; what it says is in the error when it fails. The compiler's garbage collector costs a third of
 * a build's time, and machines have the memory.
 */
export function go(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): void {
  command('go', args, { cwd, env: { GOGC: '400', ...env } });
}

/** `go install` of a package by name and version into a folder. */
export function goInstall(
  folder: string,
  packageAtVersion: string,
  env: Readonly<Record<string, string>> = {},
): void {
  go(['install', packageAtVersion], folder, { GOBIN: folder, ...env });
}
