import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isJsonObject, type JsonObject } from '../model/json.js';
import { identityOf, refOf, type Manifest } from '../model/manifest.js';
import { digestOf } from '../model/digest.js';
import { LOCK_FILE } from '../model/lock-file.js';

/** A line of a program. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** Where the objects of the last synthesis were made; from the working directory on, and not committed. */
export const SOURCES_FILE = '.meshproof/sources.json';

/** Where the last synthesis made the objects of a published set; knows nothing if the set has another lock since. */
export function sourcesOfSet(folder: string): (manifest: Manifest) => SourcePlace | undefined {
  const objects = objectsOf(folder);
  return (manifest) => {
    const found = objects?.[identityOf(refOf(manifest))];
    if (!isJsonObject(found)) return undefined;
    const { file, line } = found;
    return typeof file === 'string' && typeof line === 'number' ? { file, line } : undefined;
  };
}

function objectsOf(folder: string): JsonObject | undefined {
  const lock = join(folder, LOCK_FILE);
  if (!existsSync(SOURCES_FILE) || !existsSync(lock)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(SOURCES_FILE, 'utf8'));
  } catch {
    return undefined;
  }
  const sets = isJsonObject(value) ? value['sets'] : undefined;
  const set = isJsonObject(sets) ? sets[relative('.', folder).split(sep).join('/')] : undefined;
  if (!isJsonObject(set) || set['lock'] !== digestOf(readFileSync(lock, 'utf8'))) return undefined;
  return isJsonObject(set['objects']) ? set['objects'] : undefined;
}
