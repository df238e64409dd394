import { ANNOTATIONS } from '../../model/annotations/table.js';
import { podTemplateOf } from '../../mesh/pods/pod-template.js';
import { formatPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { istioAnnotations } from '../annotated.js';
import { textsAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';

export const istioAnnotationPlace = defineRule({
  id: 'istio-annotation-place',
  severity: 'error',
  what: 'An annotation for Istio is on an object of a kind of which Istio does not read it.',
  why: 'It has no effect: the proxy is what it would be without it.',
  fix: 'Write it on an object of the kind that it is for; what is for pods belongs into the template of the workload.',
  equivalent: ['IST0107'],
  differs:
    'It also looks at workloads other than Deployments, and is silent where the pods of the workload have the annotation too.',

  *check(manifest) {
    for (const { path, name, kind } of istioAnnotations(manifest)) {
      const kinds: readonly string[] | undefined = ANNOTATIONS.get(name);
      if (kinds === undefined || kinds.includes('Any') || kinds.includes(kind)) continue;
      const template = podTemplateOf(manifest);
      const ofPods = template === undefined ? [] : [...template.path, 'metadata', 'annotations'];
      if (kinds.includes('Pod') && template !== undefined) {
        if (hasAlready(manifest, ofPods, name)) continue;
        yield {
          path,
          isKey: true,
          message: `${name} is read of pods, not of a ${kind}`,
          fix: `write it in ${formatPath(ofPods)}`,
        };
      } else {
        yield { path, isKey: true, message: `${name} is read of a ${kinds.join(', a ')}, not of a ${kind}` };
      }
    }
  },
});

function hasAlready(manifest: Manifest, ofPods: readonly (string | number)[], name: string): boolean {
  return textsAt(manifest, ...ofPods)[name] !== undefined;
}
