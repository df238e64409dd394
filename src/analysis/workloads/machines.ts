import { textsAt } from '../../mesh/fields.js';
import type { Labels } from '../../mesh/labels.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { groupOf, type Manifest } from '../../model/manifest.js';

/** The labels of the machines outside of Kubernetes that an object stands for, if it does for any. */
export function machineLabels({ apiVersion, kind, ...manifest }: Manifest): Labels | undefined {
  if (groupOf(apiVersion) !== 'networking.istio.io') return undefined;
  if (kind === 'WorkloadEntry') return textsAt(manifest, 'spec', 'labels');
  return kind === 'WorkloadGroup' ? textsAt(manifest, 'spec', 'metadata', 'labels') : undefined;
}

/** The labels of machines outside of Kubernetes, by namespace. */
export const machinesIn = perMesh((mesh): ReadonlyMap<string, readonly Labels[]> => {
  const found = new Map<string, Labels[]>();
  for (const manifest of mesh.manifests.all) {
    const labels = machineLabels(manifest);
    if (labels === undefined) continue;
    const list = found.get(namespaceOf(manifest));
    if (list === undefined) found.set(namespaceOf(manifest), [labels]);
    else list.push(labels);
  }
  return found;
});
