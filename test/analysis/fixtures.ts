import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyze, type Analysis } from '../../src/analysis/analyze.js';
import type { Rule } from '../../src/analysis/rule.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../src/model/assumptions.js';

const FOLDER = new URL('../fixtures/rules/', import.meta.url);

/** The rules that have fixtures. */
export function fixtureNames(): readonly string[] {
  return readdirSync(fileURLToPath(FOLDER)).sort();
}

/** What the rules say of a fixture. */
export function analyzeFixture(rule: string, name: 'bad' | 'good'): Analysis {
  return analyzeBytes(readFileSync(new URL(`${rule}/${name}.yaml`, FOLDER)), `${name}.yaml`);
}

/** What the rules say of a text. */
export function analyzeText(text: string, rules?: readonly Rule[]): Analysis {
  return analyzeBytes(Buffer.from(text), 'set.yaml', rules);
}

function analyzeBytes(bytes: Uint8Array, file: string, rules?: readonly Rule[]): Analysis {
  const loaded = loadSet([{ file, bytes }]);
  return analyze(meshOf(loaded.manifests, DEFAULT_ASSUMPTIONS), {
    ...(rules === undefined ? {} : { rules }),
    problems: loaded.problems,
    programFiles: loaded.programFiles,
    locate: (manifest, ...place) => loaded.originOf(manifest)?.locate(...place),
  });
}
