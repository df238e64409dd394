import { isJsonObject, type Json, type JsonObject } from '../../model/json.js';
import { version } from '../../model/version.js';
import { sortedKeys } from '../sorted-keys.js';
import { isOutside, isPlainName } from './relative-path.js';

/** What `meshproof.lock` says of a published set. */
export interface Lock extends JsonObject {
  readonly version: 1;
  /** Name and version of what wrote the set. */
  readonly generator: string;
  /** SHA-256 of each file of the set, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of each file outside of the folder that belongs to the set, by its path from there. */
  readonly companions: Readonly<Record<string, string>>;
}

const OWN_FIELDS: readonly string[] = ['version', 'generator', 'files', 'companions', 'unchecked'];
const DIGEST = /^[0-9a-f]{64}$/;

/** The text of a lock, the same for the same set. */
export function lockText(
  files: ReadonlyMap<string, string>,
  companions: ReadonlyMap<string, string>,
  facts: JsonObject,
): string {
  const lock: Lock = {
    version: 1,
    generator: `meshproof ${version()}`,
    files: Object.fromEntries(sorted(files)),
    companions: Object.fromEntries(sorted(companions)),
    ...(sortDeeply(facts) as JsonObject),
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** Facts that would replace what the lock says itself. */
export function reservedFacts(facts: JsonObject): readonly string[] {
  return Object.keys(facts).filter((key) => OWN_FIELDS.includes(key));
}

/**
 * Reads the text of a lock.
 * @returns the lock, or what is wrong with the text
 */
export function parseLock(text: string): Lock | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!isJsonObject(value)) return 'expected a JSON object';
  if (value['version'] !== 1)
    return `version is ${value['version'] === undefined ? 'missing' : JSON.stringify(value['version'])}, expected 1`;
  const { files, generator: by } = value;
  if (typeof by !== 'string') return 'generator is no text';
  const companions = value['companions'] ?? {};
  if (!isDigests(files, isPlainName)) return 'files is not a table of file names and SHA-256 digests';
  if (!isDigests(companions, isOutside))
    return 'companions is not a table of paths outside of the folder and SHA-256 digests';
  const lock: Lock = { ...value, version: 1, generator: by, files, companions };
  return lock;
}

/** The files that a damaged lock, such as one that a merge left in conflict, still names on lines of their own. */
export function salvageNames(text: string): readonly string[] {
  const lines = text.matchAll(/^ {4}("(?:[^"\\]|\\.)*"): "[0-9a-f]{64}",?$/gm);
  return [...lines]
    .map(([, name]) => String(JSON.parse(name ?? '""')))
    .filter((name) => isPlainName(name) || isOutside(name));
}

function isDigests(
  value: Json | undefined,
  isName: (name: string) => boolean,
): value is Record<string, string> {
  if (!isJsonObject(value)) return false;
  return Object.entries(value).every(
    ([name, digest]) => isName(name) && typeof digest === 'string' && DIGEST.test(digest),
  );
}

function sorted(map: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sortDeeply(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortDeeply);
  if (!isJsonObject(value)) return value;
  const keys = sortedKeys(value);
  return Object.fromEntries(keys.map((key) => [key, sortDeeply(value[key] ?? null)]));
}
