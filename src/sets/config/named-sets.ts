import { dirname, join, relative, resolve, sep } from 'node:path';
import { findSets, type FoundSet } from '../../mesh/load/find-sets.js';
import type { ReadConfig } from './read-config.js';

/**
 * The sets that a configuration names in a folder.
 * @returns none if it names none there
 * @throws PathError if a path of one is not there
 */
export function namedSets({ file, config }: ReadConfig, folder: string): readonly FoundSet[] {
  const sets = Object.entries(config.sets ?? {}).map(([name, paths]) => ({
    name,
    paths: [paths].flat().map((path) => join(dirname(file), path)),
  }));
  return sets
    .filter(({ paths }) => paths.every((path) => isInside(path, folder)))
    .map(({ name, paths }) => {
      const found = paths.flatMap((path) => findSets([path]));
      return {
        name,
        folders: found.flatMap(({ folders }) => folders),
        files: [...new Set(found.flatMap(({ files }) => files))],
      };
    });
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path);
}
