import { readFileSync } from 'node:fs';
import { findSets, PathError, readFiles, type FoundSet } from '../mesh/load/find-sets.js';
import { loadSet, type LoadedSet, type SourceFile } from '../mesh/load/load-set.js';
import { UsageError } from './usage-error.js';

/** The name of the standard input, as a path. */
const STDIN = '-';

/**
 * The sets that the paths of a command line name; the standard input is a path, too.
 * @throws UsageError for a path that is not there, and for one with nothing to read
 */
export function setsOf(paths: readonly string[]): readonly FoundSet[] {
  try {
    if (!paths.includes(STDIN)) return findSets(paths);
    const others = paths.filter((path) => path !== STDIN);
    const sets = others.length === 0 ? [] : findSets(others);
    const files = sets.flatMap((set) => set.files);
    const folders = sets.flatMap((set) => set.folders);
    return [{ name: paths.length === 1 ? STDIN : '', folders, files: [STDIN, ...files] }];
  } catch (error) {
    if (error instanceof PathError) throw new UsageError(error.message);
    throw error;
  }
}

/** Reads the files of a set. */
export function loadFound({ files }: FoundSet): LoadedSet {
  return loadSet(files.flatMap(sourceOf));
}

function sourceOf(file: string): readonly SourceFile[] {
  return file === STDIN ? [{ file: 'stdin', bytes: readFileSync(0) }] : readFiles([file]);
}
