import { basename, dirname, join } from 'node:path';
import type { Files } from './files.js';
import { digestOf, generator, JOURNAL, LOCK, readLock, renderLock, type Lock } from './lock.js';
import type { JsonObject } from '../model/json.js';
import { SynthesisError } from './synthesis-error.js';

/** A set, rendered and checked. */
export interface RenderedSet {
  readonly folder: string;
  /** Text of each file, by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** Text of each file outside of the folder, by its path relative to it. */
  readonly companions: ReadonlyMap<string, string>;
  readonly facts: JsonObject;
}

/** What a publication changed. Names are relative to the folder. */
export interface Published {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const TEMPORARY = /^\..*\.meshproof-tmp$/;

/** What a publication has to do, decided before it does anything. */
export interface Plan {
  readonly set: RenderedSet;
  readonly lock: string;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Decides what to write and what to remove.
 * @throws SynthesisError if a file of someone else is in the way
 */
export function plan(set: RenderedSet, files: Files): Plan {
  const { folder, facts } = set;
  const wanted = new Map([...set.files, ...set.companions]);
  const owned = ownedFiles(folder, files);
  const changed: string[] = [];
  const foreign: string[] = [];
  for (const [name, text] of wanted) {
    const there = files.read(join(folder, name));
    if (there === text) continue;
    if (there !== undefined && !owned.has(name))
      foreign.push(`${join(folder, name)} exists, and no ${LOCK} says that it is ours`);
    changed.push(name);
  }
  if (foreign.length > 0) throw new SynthesisError(foreign);
  const removed = [...owned].filter(
    (name) => !wanted.has(name) && files.read(join(folder, name)) !== undefined,
  );
  const lock: Lock = {
    version: 1,
    generator: generator(),
    files: digests(set.files),
    companions: digests(set.companions),
    facts,
  };
  return { set, lock: renderLock(lock), changed, removed };
}

/**
 * Carries out a plan. At every moment each file is whole, old or new; the lock is last, so that until then its digests
 * tell that the set is not. What will be written is noted first: after a kill the next publication knows it as ours.
 */
export function publish({ set, lock, changed, removed }: Plan, files: Files): Published {
  const { folder } = set;
  const published = { changed, removed };
  const cutOff = files.read(join(folder, JOURNAL)) !== undefined;
  if (changed.length === 0 && removed.length === 0 && !cutOff && files.read(join(folder, LOCK)) === lock)
    return published;
  files.makeFolder(folder);
  put(
    files,
    folder,
    JOURNAL,
    `${JSON.stringify([...new Set([...ownedFiles(folder, files), ...set.files.keys(), ...set.companions.keys()])])}\n`,
  );
  for (const name of changed) {
    const text = set.files.get(name) ?? set.companions.get(name);
    if (text !== undefined) put(files, folder, name, text);
  }
  for (const name of removed) files.remove(join(folder, name));
  for (const within of new Set([
    folder,
    ...[...set.companions.keys()].map((name) => dirname(join(folder, name))),
  ])) {
    for (const name of files.list(within).filter((name) => TEMPORARY.test(name)))
      files.remove(join(within, name));
  }
  put(files, folder, LOCK, lock);
  files.remove(join(folder, JOURNAL));
  return published;
}

/** Names that the lock, or the note of a publication that was cut off, says are ours. */
function ownedFiles(folder: string, files: Files): ReadonlySet<string> {
  const lock = readLock(folder, files);
  const owned = new Set([...Object.keys(lock?.files ?? {}), ...Object.keys(lock?.companions ?? {})]);
  try {
    const noted: unknown = JSON.parse(files.read(join(folder, JOURNAL)) ?? '[]');
    if (Array.isArray(noted)) for (const name of noted) if (typeof name === 'string') owned.add(name);
  } catch {
    // A note is written whole or not at all; one that cannot be read is not ours.
  }
  return owned;
}

function put(files: Files, folder: string, name: string, text: string): void {
  const target = join(folder, name);
  const within = dirname(target);
  files.makeFolder(within);
  const temporary = join(within, `.${basename(target)}.meshproof-tmp`);
  files.write(temporary, text);
  files.rename(temporary, target);
}

function digests(texts: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [name, digestOf(text)]),
  );
}
