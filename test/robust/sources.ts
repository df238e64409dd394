import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFiles } from '../../src/mesh/load/find-sets.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import type { Manifest } from '../../src/model/manifest.js';

const ROOT = join(import.meta.dirname, '../..');

/** Sets of objects that are there to be edited: the corpus, the examples of the rules, and objects with all fields. */
export function sources(): readonly (readonly Manifest[])[] {
  const files = [
    ...below('test/corpus'),
    ...below('test/fixtures/rules'),
    ...below('conformance/mutants/seeds'),
    ...below('test/robust'),
  ];
  return files
    .map((file) => loadSet(readFiles([file])).manifests)
    .filter((manifests) => manifests.length > 0);
}

function below(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(ROOT, folder, name));
}
