import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../model/json.js';
import type { Files } from './files.js';

/** Name of the lock. It has no ending that kubectl applies. */
export const LOCK = 'meshproof.lock';
/** Name of the list of files that a publication is about to write; there only while one is under way, or was cut off. */
export const JOURNAL = '.meshproof.publishing';

/** What a set is made of, as its lock says. */
export interface Lock {
  readonly version: 1;
  readonly generator: string;
  /** SHA-256 of each file of the set, by its name. */
  readonly files: Readonly<Record<string, string>>;
  /** The same of files outside of the set's folder, by their path relative to it. */
  readonly companions: Readonly<Record<string, string>>;
  /** Facts of the environment: Secrets that must exist, versions, what is assumed outside of the set. */
  readonly facts: JsonObject;
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Name and version of this package. */
export function generator(): string {
  const { name, version } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { name: string; version: string };
  return `${name}/${version}`;
}

/** The text of a lock: facts beside the digests, keys in a fixed order. */
export function renderLock({ version, generator, files, companions, facts }: Lock): string {
  return `${JSON.stringify({ version, generator, ...facts, files, companions }, null, 2)}\n`;
}

/** The lock of a folder, `undefined` if it has none that can be read. */
export function readLock(folder: string, files: Pick<Files, 'read'>): Lock | undefined {
  const text = files.read(join(folder, LOCK));
  if (text === undefined) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(data)) return undefined;
  const { version, generator, files: digests, companions, ...facts } = data;
  if (version !== 1 || typeof generator !== 'string' || !isDigests(digests) || !isDigests(companions))
    return undefined;
  return { version, generator, files: digests, companions, facts };
}

function isDigests(value: unknown): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((digest) => typeof digest === 'string');
}

/** What of a folder is not as its lock says: a publication was cut off, or someone edited a file. Empty if all is well. */
export function lockProblems(folder: string, files: Pick<Files, 'read'>): readonly string[] {
  const lock = readLock(folder, files);
  const cutOff =
    files.read(join(folder, JOURNAL)) === undefined
      ? []
      : ['a publication was cut off; synthesise again to complete it'];
  if (lock === undefined) return [...cutOff, `${LOCK} is missing or cannot be read`];
  const all = [...Object.entries(lock.files), ...Object.entries(lock.companions)];
  return [
    ...cutOff,
    ...all.flatMap(([name, digest]) => {
      const text = files.read(join(folder, name));
      if (text === undefined) return [`${name} is missing`];
      return digestOf(text) === digest ? [] : [`${name} is not what was synthesised`];
    }),
  ];
}
