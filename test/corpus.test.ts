import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../src/analysis/analyze.js';
import { loadSet } from '../src/mesh/load/load-set.js';
import { meshOf } from '../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../src/model/assumptions.js';

const FOLDER = join(import.meta.dirname, 'corpus');
const FILES = readdirSync(FOLDER);

// Correct sets of many patterns. Real istiod loads each without a word: `npm run conformance -- --only corpus`.
describe('the rules say nothing of correct manifests', () => {
  it.each(FILES)('%s', (name) => {
    const file = join(FOLDER, name);
    const { manifests, problems, originOf } = loadSet([{ file: name, bytes: readFileSync(file) }]);
    const { findings } = analyze(meshOf(manifests, DEFAULT_ASSUMPTIONS), {
      problems,
      locate: (manifest, ...place) => originOf(manifest)?.locate(...place),
    });
    const bad = findings
      .filter(({ severity }) => severity !== 'info')
      .map(
        ({ location, rule, message }) =>
          `${location?.file ?? name}:${location?.line ?? 0} ${rule}: ${message}`,
      );
    expect(bad).toEqual([]);
  });
});
