import { stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { podTemplateOf } from '../../mesh/pods/pod-template.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { groupOf, type Manifest } from '../../model/manifest.js';
import { missingObject } from '../missing-object.js';
import { defineRule, type Violation } from '../rule.js';
import { hasOperated } from '../workloads/other-workloads.js';

export const serviceAccountExists = defineRule({
  id: 'service-account-exists',
  severity: 'error',
  what: 'Pods, or the machines of a WorkloadGroup, run as a ServiceAccount that their namespace does not have.',
  why: 'The API server refuses the pods, and machines get no token; they have no identity that a policy could name.',
  fix: 'Correct the name, or add the ServiceAccount.',
  equivalent: ['KIA1701'],

  *check(manifest, mesh) {
    const pod = podTemplateOf(manifest);
    const field = ['serviceAccountName', 'serviceAccount'].find(
      (one) => stringAt(pod?.spec, one) !== undefined,
    );
    if (pod !== undefined && field !== undefined)
      yield* missing(mesh, manifest, [...pod.path, 'spec', field], stringAt(pod.spec, field));
    if (manifest.kind === 'WorkloadGroup' && groupOf(manifest.apiVersion) === 'networking.istio.io') {
      const path = ['spec', 'template', 'serviceAccount'];
      yield* missing(mesh, manifest, path, stringAt(manifest, ...path));
    }
  },
});

function* missing(mesh: Mesh, manifest: Manifest, path: FieldPath, name = ''): Iterable<Violation> {
  const namespace = namespaceOf(manifest);
  if (name === '' || name === 'default' || hasOperated(mesh, namespace)) return;
  const found = missingObject(mesh, { group: '', kind: 'ServiceAccount', namespace, name }, path);
  if (found !== undefined) yield found;
}
