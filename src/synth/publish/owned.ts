import { join } from 'node:path';
import { parseLock, salvageNames } from '../files/lock.js';
import { digestOf } from '../../model/digest.js';
import type { FileOperations } from './file-operations.js';
import { JOURNAL_FILE } from './hidden-names.js';
import { readJournal, type Journal } from './journal.js';
import { lockPath, locate } from './publication.js';

/** What is ours in the folder of a set and among its companions. */
export interface Owned {
  /** The text of the lock that is there. */
  readonly lock: string | undefined;
  /** Paths that the lock names: ours, whatever they contain. */
  readonly paths: ReadonlySet<string>;
  /** What an interrupted publication has begun. */
  readonly journal: Journal | undefined;
}

/** Reads what is ours; adds to the problems if the lock is none of ours. */
export function readOwned(outdir: string, files: FileOperations, problems: string[]): Owned {
  const path = lockPath(outdir);
  const journal = readJournal(outdir, files);
  const journalKind = files.kind(join(outdir, JOURNAL_FILE));
  if (journalKind !== undefined && journalKind !== 'file')
    problems.push(`${join(outdir, JOURNAL_FILE)} is no regular file`);
  const kind = files.kind(path);
  if (kind === undefined) return { lock: undefined, paths: new Set(), journal };
  if (kind !== 'file') {
    problems.push(`${path} is no regular file`);
    return { lock: undefined, paths: new Set(), journal };
  }
  const text = files.read(path);
  const lock = parseLock(text);
  if (typeof lock !== 'string') {
    return {
      lock: text,
      paths: new Set([...Object.keys(lock.files), ...Object.keys(lock.companions)]),
      journal,
    };
  }
  const salvaged = salvageNames(text);
  if (salvaged.length === 0)
    problems.push(`${path} cannot be read as the lock of a set: ${lock}; restore it or move it away`);
  return { lock: text, paths: new Set(salvaged), journal };
}

/** True if a file that exists is ours. */
export function isOwned(owned: Owned, outdir: string, path: string, files: FileOperations): boolean {
  if (owned.paths.has(path)) return true;
  const digests = owned.journal?.get(path);
  return digests?.includes(digestOf(files.read(locate(outdir, path)))) ?? false;
}
