import { stringAt, textsAt } from '../../mesh/fields.js';
import { mapSelector } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { labelOf, nearMiss } from '../../mesh/pods/near-miss.js';
import { podsOf } from '../../mesh/pods/pod-index.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { defineRule, type Violation } from '../rule.js';
import { selectsOtherWorkload } from '../other-workloads.js';

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
    const namespace = namespaceOf(service);
    const selector = mapSelector(labels);
    if (podsOf(mesh).selected(selector, namespace).length > 0) return;
    if (selectsOtherWorkload(mesh, namespace, selector)) return;
    const found = violationOf(mesh, namespace, selector);
    if (found !== undefined) yield found;
  },
});

function violationOf(
  mesh: Mesh,
  namespace: string,
  selector: ReturnType<typeof mapSelector>,
): Violation | undefined {
  const pods = podsOf(mesh);
  const near = nearMiss(selector, pods.in(namespace));
  if (near !== undefined) {
    const { pod, unmet } = near;
    const [only, ...others] = unmet;
    const name = formatRef(refOf(pod.manifest));
    const path = others.length === 0 && only !== undefined ? [only.key] : [];
    return {
      path: ['spec', 'selector', ...path],
      message: `selects no pod; the pods of ${name} come nearest`,
      fix: unmet.map((requirement) => labelOf(pod, requirement)).join(', '),
      related: [
        {
          manifest: pod.manifest,
          path: [...pod.path, 'metadata', 'labels'],
          message: unmet.map((requirement) => labelOf(pod, requirement)).join(', '),
        },
      ],
    };
  }
  const [elsewhere] = pods.selected(selector);
  if (elsewhere !== undefined)
    return {
      path: ['spec', 'selector'],
      message: `selects no pod of namespace ${namespace}; ${formatRef(refOf(elsewhere.manifest))} has the labels and is in another`,
      related: [{ manifest: elsewhere.manifest, path: ['metadata'], message: 'is in another namespace' }],
    };
  // A set without any pods there is a part of what is there.
  if (pods.in(namespace).length === 0) return undefined;
  return { path: ['spec', 'selector'], message: `no pod of namespace ${namespace} has these labels` };
}
