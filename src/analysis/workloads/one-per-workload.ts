import { objectAt, textsAt } from '../../mesh/fields.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { formatRef, groupOf, refOf, type Manifest } from '../../model/manifest.js';
import type { Violation } from '../rule.js';

/**
 * What is wrong where only one object of a kind holds for a workload: another for the whole namespace, or another whose
 * selector selects one of the same pods.
 * @param path of the map of labels
 */
export function* onePerWorkload(manifest: Manifest, mesh: Mesh, path: FieldPath): Iterable<Violation> {
  const namespace = namespaceOf(manifest);
  const same = mesh.manifests
    .ofKind(groupOf(manifest.apiVersion), manifest.kind)
    .filter((other) => namespaceOf(other) === namespace && !isTargeted(other));
  const earlier = same.slice(0, Math.max(0, same.indexOf(manifest)));
  const labels = textsAt(manifest, ...path);
  const isGeneral = Object.keys(labels).length === 0;
  for (const other of earlier) {
    const others = textsAt(other, ...path);
    if ((Object.keys(others).length === 0) !== isGeneral) continue;
    const both = [...mapSelector(labels), ...mapSelector(others)];
    const workload = isGeneral
      ? undefined
      : (workloadsIn(mesh).get(namespace) ?? []).find((one) => selects(both, one.labels) === 'yes');
    if (!isGeneral && workload === undefined) continue;
    const whom = workload === undefined ? `all of namespace ${namespace}` : workload.id;
    yield {
      path: isGeneral ? ['metadata', 'name'] : path,
      message: `${formatRef(refOf(other))} holds for ${whom} too`,
      related: [{ manifest: other, path: ['metadata', 'name'], message: 'holds for the same pods' }],
    };
    return;
  }
}

function isTargeted(manifest: Manifest): boolean {
  return ['targetRef', 'targetRefs'].some((name) => objectAt(manifest, 'spec')?.[name] !== undefined);
}

const workloadsIn = perMesh((mesh): ReadonlyMap<string, readonly Workload[]> => {
  const found = new Map<string, Workload[]>();
  for (const workload of mesh.workloads) {
    const list = found.get(workload.namespace);
    if (list === undefined) found.set(workload.namespace, [workload]);
    else list.push(workload);
  }
  return found;
});
