import { ANNOTATIONS, LABELS } from '../../model/annotations/table.js';
import { suggest } from '../../model/suggest.js';
import { istioAnnotations } from '../annotated.js';
import { defineRule } from '../rule.js';

export const istioAnnotationKnown = defineRule({
  id: 'istio-annotation-known',
  severity: 'warning',
  what: 'An annotation has the name of one of Istio, which does not know it.',
  why: 'It has no effect, and nothing says so.',
  fix: 'Write one of https://istio.io/latest/docs/reference/config/annotations/, or remove it.',
  equivalent: ['IST0108'],
  differs:
    'It also finds those of the pods of every kind of workload, where istioctl looks at Pods alone, and tells labels that are written as annotations.',

  *check(manifest) {
    for (const { path, name } of istioAnnotations(manifest)) {
      if (ANNOTATIONS.has(name)) continue;
      const meant = LABELS.has(name) ? undefined : suggest(name, ANNOTATIONS.keys());
      yield {
        path,
        isKey: true,
        message: LABELS.has(name)
          ? `${name} is a label, and nothing as an annotation`
          : `Istio has no annotation ${name}`,
        fix: meant === undefined ? undefined : `did you mean ${meant}?`,
      };
    }
  },
});
