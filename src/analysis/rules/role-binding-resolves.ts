import { itemsAt, stringAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { hasOperated } from '../workloads/other-workloads.js';
import { missingObject } from '../missing-object.js';
import { defineRule } from '../rule.js';

const RBAC = 'rbac.authorization.k8s.io';

export const roleBindingResolves = defineRule({
  id: 'role-binding-resolves',
  severity: 'error',
  what: 'A binding gives a role that its namespace does not have, or gives it to a ServiceAccount that is not there.',
  why: 'Those who are meant have no permission, and whoever later makes the account gets it.',
  fix: 'Correct the name and the namespace, or add the object.',
  kinds: [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`],

  *check(manifest, mesh) {
    if (stringAt(manifest, 'roleRef', 'kind') === 'Role') {
      const name = stringAt(manifest, 'roleRef', 'name') ?? '';
      const wanted = { group: RBAC, kind: 'Role', namespace: namespaceOf(manifest), name };
      const missing = missingObject(mesh, wanted, ['roleRef', 'name']);
      if (missing !== undefined) yield missing;
    }
    for (const [i, subject] of itemsAt(manifest, 'subjects').entries()) {
      const [name, namespace] = [stringAt(subject, 'name'), stringAt(subject, 'namespace')];
      if (stringAt(subject, 'kind') !== 'ServiceAccount' || name === undefined || name === 'default')
        continue;
      if (namespace === undefined || hasOperated(mesh, namespace)) continue;
      const path: FieldPath = ['subjects', i, 'name'];
      const missing = missingObject(mesh, { group: '', kind: 'ServiceAccount', namespace, name }, path);
      if (missing !== undefined) yield missing;
    }
  },
});
