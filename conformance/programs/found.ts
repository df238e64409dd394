import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { FoundProgram } from './program.js';

/** Where a command is, in the given folders or in those of PATH. */
export function onPath(command: string, folders: readonly string[] = []): string | undefined {
  const all = [...folders, ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')];
  return all.map((folder) => join(folder, command)).find(isExecutable);
}

/** Where one of a program's files is. Throws when it is not there: a check asks only for programs that are. */
export function foundPath(program: FoundProgram, binary = program.binaries[0] ?? program.name): string {
  const path = onPath(binary, program.folders());
  if (path === undefined) throw new Error(`${binary} of ${program.name} is not on this machine`);
  return path;
}

/** Whether all files of a program are there. */
export function isOnMachine(program: FoundProgram): boolean {
  return program.binaries.every((binary) => onPath(binary, program.folders()) !== undefined);
}

/** What the program says of its version: the first number with dots. */
export function foundVersion(program: FoundProgram): string {
  const { stdout, stderr } = spawnSync(foundPath(program), [program.versionArgument ?? '--version'], {
    encoding: 'utf8',
  });
  return /\d+(?:\.\d+)+\S*/.exec(stdout + stderr)?.[0] ?? 'of an unknown version';
}

/** Installs the package of Debian; needs root. Throws with what apt-get says. */
export function aptInstall({ debianPackage }: FoundProgram): void {
  const install = ['install', '-y', '--no-install-recommends', debianPackage];
  // The lists of packages may be absent or old.
  if (apt(install) !== undefined) apt(['update']);
  const complaint = apt(install);
  if (complaint !== undefined) throw new Error(complaint);
}

function apt(args: readonly string[]): string | undefined {
  const { status, error, stdout, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : `apt-get ${args.join(' ')} failed:\n${(stdout + stderr).trim()}`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
