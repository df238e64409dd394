import { textsAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { podTemplateOf, type PodTemplate } from '../../mesh/pods/pod-template.js';
import { defineRule } from '../rule.js';

const INJECT = 'sidecar.istio.io/inject';

export const podInjectionValue = defineRule({
  id: 'pod-injection-value',
  severity: 'error',
  what: 'Pods ask for or against a sidecar in a way that is not read.',
  why: 'They get a sidecar, or none, as the namespace has it, whatever the pods say.',
  fix: "Write the label `sidecar.istio.io/inject: 'true'` or `'false'` on the pods.",

  *check(manifest, mesh) {
    const pod = podTemplateOf(manifest);
    if (pod === undefined) return;
    for (const field of ['labels', 'annotations'] as const) {
      const value = textsAt(manifest, ...pod.path, 'metadata', field)[INJECT];
      if (value === undefined) continue;
      const path = [...pod.path, 'metadata', field, INJECT];
      if (value !== 'true' && value !== 'false' && value !== '')
        yield { path, message: `expected 'true' or 'false', found ${JSON.stringify(value)}` };
      else if (field === 'annotations' && value === 'true' && isUnheard(pod, mesh))
        yield {
          path,
          message: `the annotation asks for a sidecar in namespace ${pod.namespace}, whose labels do not: only the label is heard there`,
          fix: 'write it as a label',
        };
    }
  },
});

/**
 * In a namespace without labels of injection the webhook is called for pods with the label alone (istio
 * `manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml`).
 */
function isUnheard({ namespace, labels }: PodTemplate, mesh: Mesh): boolean {
  if (labels[INJECT] !== undefined || labels['istio.io/rev'] !== undefined) return false;
  const known = mesh.namespaces(namespace);
  return (
    known.others === 'none' &&
    known.labels['istio-injection'] === undefined &&
    known.labels['istio.io/rev'] === undefined
  );
}
