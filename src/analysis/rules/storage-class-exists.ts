import { itemsAt, stringAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { defineRule } from '../rule.js';

export const storageClassExists = defineRule({
  id: 'storage-class-exists',
  severity: 'warning',
  what: 'A claim asks for a StorageClass that is spelled nearly like one of the set.',
  why: 'Unless the cluster has it, the claim waits, and with it the pods that mount it.',
  fix: 'Correct the name.',
  kinds: ['/PersistentVolumeClaim', 'apps/StatefulSet'],

  *check(manifest, mesh) {
    const classes = mesh.manifests.ofKind('storage.k8s.io', 'StorageClass');
    if (classes.length === 0) return;
    const names = new Set(classes.map(({ metadata }) => metadata.name));
    for (const path of classPaths(manifest)) {
      const name = stringAt(manifest, ...path);
      if (name === undefined || name === '' || names.has(name)) continue;
      // Clusters have classes of their own, such as `standard`.
      const meant = suggest(name, names);
      const home = classes.find(({ metadata }) => metadata.name === meant);
      if (meant === undefined || home === undefined) continue;
      yield {
        path,
        message: `the set has no StorageClass ${name}`,
        fix: `did you mean ${meant}?`,
        related: [{ manifest: home, path: ['metadata', 'name'], message: 'may be meant' }],
      };
    }
  },
});

function classPaths(manifest: Manifest): readonly FieldPath[] {
  if (manifest.kind === 'PersistentVolumeClaim') return [['spec', 'storageClassName']];
  return itemsAt(manifest, 'spec', 'volumeClaimTemplates').map((_, i) => [
    'spec',
    'volumeClaimTemplates',
    i,
    'spec',
    'storageClassName',
  ]);
}
