import { digestOf } from '../../model/digest.js';
import { LOCK_FILE } from '../../model/lock-file.js';
import { parseLock, type Lock } from '../files/lock.js';
import { SynthError } from '../synth-error.js';
import { disk } from './disk.js';
import { readJournal } from './journal.js';
import { locate, lockPath } from './publication.js';

/**
 * Reads the lock of a published set.
 * @returns `undefined` if the folder has none
 * @throws SynthError if it cannot be read as one
 */
export function readLock(folder: string): Lock | undefined {
  const path = lockPath(folder);
  if (disk.kind(path) === undefined) return undefined;
  const lock = parseLock(disk.read(path));
  if (typeof lock === 'string') throw new SynthError([`${path}: ${lock}`]);
  return lock;
}

/**
 * Compares a published set with its lock. What is found says that a publication was interrupted, or that somebody
 * changed the files since; in both cases the next synthesis repairs it.
 * @returns nothing for a whole set, and for a folder that is none
 */
export function lockProblems(folder: string): readonly string[] {
  const journal = readJournal(folder, disk);
  let lock: Lock | undefined;
  try {
    lock = readLock(folder);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const problems: string[] = [];
  if (lock === undefined)
    return journal === undefined ? [] : [`${folder}: a publication was interrupted, ${LOCK_FILE} is missing`];
  const digests = { ...lock.files, ...lock.companions };
  for (const [path, digest] of Object.entries(digests)) {
    const place = locate(folder, path);
    if (disk.kind(place) !== 'file') problems.push(`${place} is missing, but ${LOCK_FILE} names it`);
    else if (digestOf(disk.read(place)) !== digest) problems.push(`${place} is not as ${LOCK_FILE} says`);
  }
  for (const path of journal?.keys() ?? []) {
    const place = locate(folder, path);
    if (digests[path] === undefined && disk.kind(place) === 'file') {
      problems.push(`${place} is from a publication that was interrupted, ${LOCK_FILE} does not name it`);
    }
  }
  return problems;
}
