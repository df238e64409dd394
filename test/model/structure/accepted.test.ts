import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mutate } from '../../../conformance/mutants/mutate.js';
import { loadText } from '../../../src/mesh/load/load-text.js';
import { isManifest, type Manifest } from '../../../src/model/manifest.js';
import { isAccepted } from '../../../src/model/structure/accepted.js';
import { violationsOf } from '../../../src/model/structure/validate.js';

function objectsIn(folder: string): readonly Manifest[] {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => loadText(readFileSync(`${path}/${name}`, 'utf8'), name).manifests)
    .map(({ manifest }) => manifest);
}

const valid = objectsIn('../../corpus');
const seeds = objectsIn('../../../conformance/mutants/seeds');

test('nothing is accepted in which the walk finds something', () => {
  const objects = [...valid, ...seeds, ...seeds, ...seeds, ...seeds];
  const mutants = objects.flatMap((object, i) =>
    Array.from({ length: 20 }, (_, j) => mutate(object, 1000 * i + j).value).filter(isManifest),
  );
  const wrong = mutants.filter((mutant) => isAccepted(mutant) && violationsOf(mutant).length > 0);
  expect(mutants.length).toBeGreaterThan(8000);
  expect(wrong).toStrictEqual([]);
});

test('mutants that are right are accepted, and so not walked through', () => {
  const right = valid.filter((object) => violationsOf(object).length === 0);
  expect(right.filter((object) => !isAccepted(object)).map(({ kind }) => kind)).toStrictEqual([]);
});
