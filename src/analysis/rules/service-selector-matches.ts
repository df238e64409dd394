import { stringAt, textsAt } from '../../mesh/fields.js';
import { mapSelector } from '../../mesh/labels.js';
import { podsOf } from '../../mesh/pods/pod-index.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { defineRule } from '../rule.js';
import { selectsNothing } from '../selects-nothing.js';

export const serviceSelectorMatches = defineRule({
  id: 'service-selector-matches',
  severity: 'error',
  what: 'A Service selects labels that no pod of its namespace has.',
  why: 'It has no endpoints, so every call to it fails.',
  fix: 'Select the labels of the pod template, not those of the Deployment around it.',
  kinds: ['/Service'],

  *check(service, mesh) {
    const labels = textsAt(service, 'spec', 'selector');
    // The selector of an ExternalName is ignored (kubernetes pkg/apis/core/types.go, ServiceSpec).
    if (Object.keys(labels).length === 0 || stringAt(service, 'spec', 'type') === 'ExternalName') return;
    const [namespace, selector] = [namespaceOf(service), mapSelector(labels)];
    const path = ['spec', 'selector'];
    const pods = podsOf(mesh);
    const found = selectsNothing(mesh, namespace, { manifest: service, path, selector });
    if (found !== undefined) yield found;
    // Without any pods in the namespace the set may be a part; unless those that are meant are in another one.
    if (found !== undefined || pods.in(namespace).length > 0) return;
    const others = pods.selected(selector);
    const [elsewhere] = others;
    if (elsewhere === undefined || others.some((pod) => pod.namespace !== elsewhere.namespace)) return;
    if (
      mesh.services.all.some(
        (one) => one.namespace === elsewhere.namespace && one.ref.name === service.metadata.name,
      )
    )
      return;
    yield {
      path,
      message: `no pod of namespace ${namespace} has these labels; those of ${formatRef(refOf(elsewhere.manifest))} do`,
      related: [{ manifest: elsewhere.manifest, path: ['metadata'], message: 'is in another namespace' }],
    };
  },
});
