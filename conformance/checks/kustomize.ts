import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../check.js';
import { identity, parseManifests, readManifests } from '../manifests.js';
import { kustomize as program } from '../programs/kustomize.js';
import { complaints, pathOf, run } from '../run-program.js';

/** `kustomize build` yields exactly the objects of the files: none missing, none twice, nothing changed. */
export const kustomize: Check = {
  name: 'kustomize',
  programs: [program],
  run: async ({ folder }) => {
    const ran = await run(pathOf(program), ['build', folder]);
    if (ran.status !== 0) return complaints(ran);
    const built = parseManifests(ran.stdout, 'kustomize build');
    const ours = readManifests(folder);
    const byIdentity = new Map(built.map((manifest) => [identity(manifest), manifest]));
    const known = new Set(ours.map(identity));
    return [
      ...ran.stderr.split('\n').filter((line) => line !== ''),
      ...(built.length === ours.length ? [] : [`${built.length} objects, the files have ${ours.length}`]),
      ...ours.flatMap((manifest) => {
        const other = byIdentity.get(identity(manifest));
        if (other === undefined) return [`missing: ${identity(manifest)}`];
        return isDeepStrictEqual(other, manifest) ? [] : [`changed: ${identity(manifest)}`];
      }),
      ...built
        .filter((manifest) => !known.has(identity(manifest)))
        .map((manifest) => `not in the files: ${identity(manifest)}`),
    ];
  },
  spoils: {
    'a file that the Kustomization leaves out': {
      says: ['missing: '],
      edit: ({ folder }) => {
        const file = join(folder, 'Kustomization');
        const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
        writeFileSync(file, `${lines.slice(0, -1).join('\n')}\n`);
      },
    },
  },
};
