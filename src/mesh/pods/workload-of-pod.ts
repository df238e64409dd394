import { identityOf, refOf } from '../../model/manifest.js';
import type { Mesh } from '../mesh.js';
import { perMesh } from '../per-mesh.js';
import type { Workload } from '../workload.js';
import type { PodTemplate } from './pod-template.js';

const byIdentity = perMesh(
  ({ workloads }): ReadonlyMap<string, Workload> =>
    new Map(
      workloads.flatMap((workload) =>
        workload.ref === undefined ? [] : [[identityOf(workload.ref), workload]],
      ),
    ),
);

/** What the mesh knows of pods; nothing for those of kinds that are not of Kubernetes. */
export function workloadOfPod({ manifest }: PodTemplate, mesh: Mesh): Workload | undefined {
  return byIdentity(mesh).get(identityOf(refOf(manifest)));
}
