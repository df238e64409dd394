import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuiltProgram } from './program.js';

/** Where a program of this version is, or would be: `${XDG_CACHE_HOME:-~/.cache}/meshproof/<program>-<version>/`. */
export function cacheFolder({ name, version }: BuiltProgram): string {
  // The specification of base directories takes an empty variable for an absent one, and relative paths for invalid.
  const configured = process.env['XDG_CACHE_HOME'] ?? '';
  const base = configured.startsWith('/') ? configured : join(homedir(), '.cache');
  return join(base, 'meshproof', `${name}-${version}`);
}

export function isCached(program: BuiltProgram): boolean {
  const folder = cacheFolder(program);
  return program.binaries.every((binary) => existsSync(join(folder, binary)));
}

/** Builds a program beside its place and moves it there whole, so that an interrupted build leaves nothing half. */
export function install(program: BuiltProgram): void {
  const folder = cacheFolder(program);
  mkdirSync(dirname(folder), { recursive: true });
  const building = mkdtempSync(`${folder}.building-`);
  try {
    program.build(building);
    // Another run may have been faster: then its copy is as good as this one.
    if (!isCached(program)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(building, folder);
    }
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
