import { isDeepStrictEqual } from 'node:util';
import { refOf } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

export const objectRepeated = defineRule({
  id: 'object-repeated',
  severity: 'info',
  what: 'One object is there twice, word for word.',
  why: 'A change of one of them alone would be undone by the other.',
  fix: 'Remove one of them.',

  *check(manifest, mesh) {
    const [first] = mesh.manifests.same(refOf(manifest));
    if (first === undefined || first === manifest || !isDeepStrictEqual(first, manifest)) return;
    yield {
      path: ['metadata', 'name'],
      message: 'the same object is there before',
      related: [{ manifest: first, path: ['metadata', 'name'], message: 'is there first' }],
    };
  },
});
