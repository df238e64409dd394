import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { sourceOf } from '../../constructs/source.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import { identityOf, refOf } from '../../model/manifest.js';
import { digestOf } from '../../model/digest.js';
import type { RenderedSet } from '../render.js';
import { SOURCES_FILE } from '../../sets/sources-file.js';

/**
 * Writes down where the objects of sets were made, for `meshproof check` on the published files. Of sets below the
 * working directory alone: the file is there, for nobody but who synthesised.
 */
export function writeSources(sets: readonly RenderedSet[]): void {
  const own = sets.flatMap((set): readonly (readonly [string, JsonObject])[] => {
    const folder = relative(process.cwd(), set.outdir);
    return folder === '..' || folder.startsWith(`..${sep}`) || folder === ''
      ? []
      : [[folder.split(sep).join('/'), sourcesOf(set)]];
  });
  if (own.length === 0) return;
  const text = `${JSON.stringify({ version: 1, sets: { ...writtenSets(), ...Object.fromEntries(own) } })}\n`;
  mkdirSync(dirname(SOURCES_FILE), { recursive: true });
  const staged = join(dirname(SOURCES_FILE), `sources.${process.pid}`);
  writeFileSync(staged, text);
  renameSync(staged, SOURCES_FILE);
}

function sourcesOf({ constructs, lock }: RenderedSet): JsonObject {
  const objects: Record<string, JsonObject> = {};
  for (const [manifest, construct] of constructs) {
    const source = sourceOf(construct);
    if (source !== undefined) objects[identityOf(refOf(manifest))] = { ...source };
  }
  return { lock: digestOf(lock), objects };
}

/** The sets of other syntheses that the file has; none if it is no longer whole. */
function writtenSets(): JsonObject {
  if (!existsSync(SOURCES_FILE)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(SOURCES_FILE, 'utf8'));
    return isJsonObject(value) && isJsonObject(value['sets']) ? value['sets'] : {};
  } catch {
    return {};
  }
}
