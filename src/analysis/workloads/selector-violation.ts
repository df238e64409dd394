import { textsAt } from '../../mesh/fields.js';
import { mapSelector } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import type { Violation } from '../rule.js';
import { unselected } from './selected.js';

/**
 * What is wrong with the selector of an object that holds for pods of its own namespace, or, in the root namespace, of
 * all namespaces.
 * @param path of the map of labels
 */
export function* selectorViolations(manifest: Manifest, mesh: Mesh, path: FieldPath): Iterable<Violation> {
  const own = namespaceOf(manifest);
  const isRoot = own === mesh.assumptions.rootNamespace;
  const labels = textsAt(manifest, ...path);
  const found = unselected(mesh, mapSelector(labels), isRoot ? undefined : own);
  if (found === undefined) return;
  yield {
    path: [...path, ...(found.key === undefined ? [] : [found.key])],
    // Pods of other namespaces may be outside of the set.
    severity: isRoot ? 'warning' : undefined,
    message: isRoot ? 'no pod of the set has these labels' : `no pod of namespace ${own} has these labels`,
    fix: found.fix,
    related: found.related,
  };
}
