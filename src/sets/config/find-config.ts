import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { FoundSet } from '../../mesh/load/find-sets.js';
import { ConfigError } from '../config-error.js';

const NAME = 'meshproof.yaml';

/**
 * The nearest `meshproof.yaml`, in a folder or above it; not above the root of a repository, where other people's files
 * begin. Relative to the working directory.
 */
export function configAbove(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, NAME);
    if (existsSync(file)) return relative(process.cwd(), file);
    if (existsSync(join(at, '.git')) || at === dirname(at)) return undefined;
  }
}

/**
 * The configuration of a set: the nearest to what was named. The standard input is in the working directory.
 * @throws ConfigError if the parts of a set have different ones
 */
export function configOfSet({ folders, files, name }: FoundSet): string | undefined {
  const places = folders.length > 0 ? folders : files.map((file) => (existsSync(file) ? dirname(file) : '.'));
  const found = [...new Set([...new Set(places)].map(configAbove))];
  if (found.length < 2) return found[0];
  const names = found.map((file) => file ?? 'none').join(', ');
  throw new ConfigError(
    `${name === '' ? places.join(' ') : name} is one set with several configurations: ${names}; name one with --config`,
  );
}

/** The configuration that a single path has, if it is a folder. */
export function configOfFolder(paths: readonly string[]): string | undefined {
  const [only] = paths;
  if (only === undefined || paths.length > 1) return undefined;
  return statSync(only, { throwIfNoEntry: false })?.isDirectory() === true ? configAbove(only) : undefined;
}
