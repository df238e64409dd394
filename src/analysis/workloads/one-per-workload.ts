import { objectAt, textsAt } from '../../mesh/fields.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { formatRef, groupOf, refOf, type Manifest } from '../../model/manifest.js';
import type { Violation } from '../rule.js';
import { workloadsIn } from './workloads-in.js';

/**
 * What is wrong where only one object of a kind holds for a workload: another for the whole namespace, or another whose
 * selector selects one of the same pods.
 * @param path of the map of labels
 */
export function* onePerWorkload(manifest: Manifest, mesh: Mesh, path: FieldPath): Iterable<Violation> {
  const namespace = namespaceOf(manifest);
  const same = alike(mesh).get(kindIn(manifest)) ?? [];
  const index = same.indexOf(manifest);
  const earlier = same.slice(Math.max(0, index - MOST), Math.max(0, index));
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

/** So many others are compared with each. */
const MOST = 200;

/** The objects of each kind in each namespace that hold by selector, or for all pods. */
const alike = perMesh((mesh): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const manifest of mesh.manifests.all) {
    if (isTargeted(manifest)) continue;
    const list = found.get(kindIn(manifest));
    if (list === undefined) found.set(kindIn(manifest), [manifest]);
    else list.push(manifest);
  }
  return found;
});

function kindIn(manifest: Manifest): string {
  return `${groupOf(manifest.apiVersion)}/${manifest.kind}|${namespaceOf(manifest)}`;
}

function isTargeted(manifest: Manifest): boolean {
  return ['targetRef', 'targetRefs'].some((name) => objectAt(manifest, 'spec')?.[name] !== undefined);
}
