import { stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { podsOf } from '../../mesh/pods/pod-index.js';
import { namespaceOf } from '../../mesh/workload.js';
import { groupOf } from '../../model/manifest.js';
import { missingObject } from '../missing-object.js';
import { defineRule } from '../rule.js';

const KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

export const autoscalerTargetExists = defineRule({
  id: 'autoscaler-target-exists',
  severity: 'error',
  what: 'A HorizontalPodAutoscaler scales something that its namespace does not have.',
  why: 'Nothing is scaled.',
  fix: 'Correct the kind and the name in `spec.scaleTargetRef`.',
  kinds: ['autoscaling/HorizontalPodAutoscaler'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const ref = ['spec', 'scaleTargetRef'];
    const [kind, name] = [stringAt(manifest, ...ref, 'kind'), stringAt(manifest, ...ref, 'name')];
    const group = groupOf(stringAt(manifest, ...ref, 'apiVersion') ?? '');
    if (kind === undefined || name === undefined || group !== 'apps' || !KINDS.has(kind)) return;
    const missing = missingObject(mesh, { group, kind, namespace, name }, [...ref, 'name']);
    if (missing === undefined) return;
    const other = sameName(mesh, namespace, name);
    if (other === undefined) yield missing;
    else
      yield {
        path: [...ref, 'kind'],
        message: missing.message,
        fix: `${name} is a ${other.kind}`,
        related: [{ manifest: other, path: ['kind'], message: 'has the name' }],
      };
  },
});

function sameName(mesh: Mesh, namespace: string, name: string) {
  return podsOf(mesh)
    .in(namespace)
    .map(({ manifest }) => manifest)
    .find(({ metadata }) => metadata.name === name);
}
