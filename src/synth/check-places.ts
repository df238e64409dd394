import { dirname, join, relative, resolve, sep } from 'node:path';
import { isBelow } from './files/relative-path.js';
import type { SynthSet } from './options.js';
import type { FileOperations } from './publish/file-operations.js';
import { JOURNAL_FILE } from './publish/hidden-names.js';
import { lockPath, setName } from './publish/publication.js';

/** What is wrong with where sets and their companions would go. */
export function placeProblems(sets: readonly SynthSet[], files: FileOperations): readonly string[] {
  const problems: string[] = [];
  const outdirs = sets.map(({ outdir }) => resolve(outdir));
  const owners = new Map<string, string>();
  for (const [at, outdir] of outdirs.entries()) {
    const name = setName(outdir);
    if (!isBelow(name)) {
      problems.push(
        `outdir ${JSON.stringify(sets[at]?.outdir)}: the set would be called ${JSON.stringify(name)}, expected letters, digits, dots and dashes`,
      );
    }
    for (const other of outdirs.slice(0, at)) {
      if (isInside(outdir, other) || isInside(other, outdir)) {
        problems.push(
          outdir === other
            ? `two sets have the outdir ${outdir}`
            : `one set's outdir is inside another's: ${outdir} and ${other}`,
        );
      } else if (setName(other) === name) {
        problems.push(`two sets are called ${name}: ${other} and ${outdir}`);
      }
    }
    for (const { path } of sets[at]?.companions ?? []) {
      const place = join(outdir, '..', path);
      const problem = companionProblem(path, place, dirname(outdir), outdirs, files);
      if (problem !== undefined) problems.push(`companion ${JSON.stringify(path)} of ${name}: ${problem}`);
      // Where upper and lower case are one, too.
      const key = place.toLowerCase();
      const owner = owners.get(key);
      if (owner !== undefined)
        problems.push(`companion ${JSON.stringify(path)} belongs to both ${owner} and ${name}`);
      for (const other of owners.keys()) {
        if (other !== key && (isInside(key, other) || isInside(other, key)))
          problems.push(
            `companion ${JSON.stringify(path)} of ${name}: another companion is called as a folder on the way`,
          );
      }
      owners.set(key, name);
    }
  }
  return problems;
}

function companionProblem(
  path: string,
  place: string,
  parent: string,
  outdirs: readonly string[],
  files: FileOperations,
): string | undefined {
  if (!isBelow(path)) {
    return 'expected a path that goes down from the parent of the outdir, through names of letters, digits, dots and dashes';
  }
  const set =
    outdirs.find((outdir) => isInside(place.toLowerCase(), outdir.toLowerCase())) ??
    enclosingSet(dirname(place), parent, files);
  return set === undefined ? undefined : `it is inside the set ${set}, with which kubectl would apply it`;
}

/** The folder of a set that was published earlier, from a folder up to the parent. */
function enclosingSet(folder: string, parent: string, files: FileOperations): string | undefined {
  for (let at = folder; isInside(at, parent); at = dirname(at)) {
    if (files.kind(lockPath(at)) !== undefined || files.kind(join(at, JOURNAL_FILE)) !== undefined) return at;
    if (at === dirname(at)) break;
  }
  return undefined;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path);
}
