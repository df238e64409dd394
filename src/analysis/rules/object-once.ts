import { isDeepStrictEqual } from 'node:util';
import { refOf } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

export const objectOnce = defineRule({
  id: 'object-once',
  severity: 'error',
  what: 'One object is there twice, with different contents.',
  why: 'What is applied last wins, so what the first one says happens for a moment or not at all.',
  fix: 'Keep one of them, or give one another name.',

  *check(manifest, mesh) {
    const [first] = mesh.manifests.same(refOf(manifest));
    if (first === undefined || first === manifest || isDeepStrictEqual(first, manifest)) return;
    yield {
      path: ['metadata', 'name'],
      message: 'the same object is there before with other contents',
      related: [{ manifest: first, path: ['metadata', 'name'], message: 'is there first' }],
    };
  },
});
