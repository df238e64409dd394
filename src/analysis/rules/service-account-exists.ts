import { stringAt } from '../../mesh/fields.js';
import { podTemplateOf } from '../../mesh/pods/pod-template.js';
import { hasOperated } from '../workloads/other-workloads.js';
import { missingObject } from '../missing-object.js';
import { defineRule } from '../rule.js';

export const serviceAccountExists = defineRule({
  id: 'service-account-exists',
  severity: 'error',
  what: 'Pods run as a ServiceAccount that their namespace does not have.',
  why: 'The API server refuses the pods, and they have no identity that a policy could name.',
  fix: 'Correct the name, or add the ServiceAccount.',

  *check(manifest, mesh) {
    const pod = podTemplateOf(manifest);
    const field = ['serviceAccountName', 'serviceAccount'].find(
      (one) => stringAt(pod?.spec, one) !== undefined,
    );
    if (pod === undefined || field === undefined) return;
    const name = stringAt(pod.spec, field) ?? '';
    if (name === '' || name === 'default' || hasOperated(mesh, pod.namespace)) return;
    const wanted = { group: '', kind: 'ServiceAccount', namespace: pod.namespace, name };
    const missing = missingObject(mesh, wanted, [...pod.path, 'spec', field]);
    if (missing !== undefined) yield missing;
  },
});
