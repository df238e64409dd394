import { textsAt } from '../../mesh/fields.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { workloadsWith } from './workloads-in.js';

/**
 * A workload of another namespace that has the labels which an object of the root namespace selects, if none of the root
 * namespace has them.
 * @param path of the map of labels
 */
export function selectsElsewhere(manifest: Manifest, mesh: Mesh, path: FieldPath): Workload | undefined {
  const { rootNamespace } = mesh.assumptions;
  if (namespaceOf(manifest) !== rootNamespace) return undefined;
  const labels = textsAt(manifest, ...path);
  const [first] = Object.entries(labels);
  if (first === undefined) return undefined;
  const selected = (workloadsWith(mesh).get(first.join('=')) ?? []).filter(
    (workload) => selects(mapSelector(labels), workload.labels) === 'yes',
  );
  return selected.some(({ namespace }) => namespace === rootNamespace) ? undefined : selected[0];
}
