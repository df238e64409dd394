import { stringAt } from '../../mesh/fields.js';
import { podTemplateOf } from '../../mesh/pods/pod-template.js';
import { servicePods } from '../../mesh/pods/service-pods.js';
import { namespaceOf } from '../../mesh/workload.js';
import { missingObject, namedObject } from '../missing-object.js';
import { defineRule } from '../rule.js';

export const statefulSetService = defineRule({
  id: 'stateful-set-service',
  severity: 'error',
  what: 'A StatefulSet is governed by a Service that is not there, or that selects other pods.',
  why: 'The pods have no stable names in DNS, so those who call one of them by its name fail.',
  fix: 'Name a Service that selects the pods, without a cluster address (`clusterIP: None`) if they are called one by one.',
  kinds: ['apps/StatefulSet'],

  *check(manifest, mesh) {
    const path = ['spec', 'serviceName'];
    const name = stringAt(manifest, ...path);
    const namespace = namespaceOf(manifest);
    if (name === undefined || name === '') return;
    const wanted = { group: '', kind: 'Service', namespace, name };
    const missing = missingObject(mesh, wanted, path);
    if (missing !== undefined) yield missing;
    const service = namedObject(mesh, wanted);
    if (service === undefined) return;
    const related = [{ manifest: service, path: ['spec'], message: 'is the Service' }];
    const selected = servicePods(service, mesh);
    // A Service that selects nothing at all has its own finding.
    if (selected.length > 0 && !selected.some((pod) => pod.manifest === podTemplateOf(manifest)?.manifest))
      yield { path, message: `Service ${name} selects other pods`, related };
  },
});
