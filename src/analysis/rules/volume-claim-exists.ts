import { itemsAt, stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { podTemplateOf } from '../../mesh/pods/pod-template.js';
import { namespaceOf } from '../../mesh/workload.js';
import { hasOperated } from '../workloads/other-workloads.js';
import { missingObject } from '../missing-object.js';
import { defineRule } from '../rule.js';

export const volumeClaimExists = defineRule({
  id: 'volume-claim-exists',
  severity: 'error',
  what: 'Pods mount a PersistentVolumeClaim that their namespace does not have.',
  why: 'The pods wait for it and are not scheduled.',
  fix: 'Correct the name, or add the PersistentVolumeClaim.',

  *check(manifest, mesh) {
    const pod = podTemplateOf(manifest);
    if (pod === undefined || hasOperated(mesh, pod.namespace)) return;
    for (const [i, volume] of itemsAt(pod.spec, 'volumes').entries()) {
      const name = stringAt(volume, 'persistentVolumeClaim', 'claimName');
      if (name === undefined || isOfStatefulSet(mesh, pod.namespace, name)) continue;
      const path = [...pod.path, 'spec', 'volumes', i, 'persistentVolumeClaim', 'claimName'];
      const wanted = { group: '', kind: 'PersistentVolumeClaim', namespace: pod.namespace, name };
      const missing = missingObject(mesh, wanted, path);
      if (missing !== undefined) yield missing;
    }
  },
});

/** A StatefulSet makes `<template>-<name>-<number>` for each of its pods. */
function isOfStatefulSet(mesh: Mesh, namespace: string, claim: string): boolean {
  const made = /^(.+)-\d+$/.exec(claim)?.[1];
  return made !== undefined && claimNames(mesh).has(`${namespace}/${made}`);
}

const claimNames = perMesh(
  (mesh): ReadonlySet<string> =>
    new Set(
      mesh.manifests.ofKind('apps', 'StatefulSet').flatMap((set) =>
        itemsAt(set, 'spec', 'volumeClaimTemplates').flatMap((template) => {
          const name = stringAt(template, 'metadata', 'name');
          return name === undefined ? [] : [`${namespaceOf(set)}/${name}-${set.metadata.name}`];
        }),
      ),
    ),
);
