import { textsAt } from '../../mesh/fields.js';
import { ANNOTATIONS, DEPRECATED } from '../../model/annotations/table.js';
import { istioAnnotations } from '../annotated.js';
import { defineRule } from '../rule.js';

export const istioAnnotationDeprecated = defineRule({
  id: 'istio-annotation-deprecated',
  severity: 'info',
  what: 'An annotation for Istio is deprecated.',
  why: 'A later version of Istio may not read it any more.',
  fix: 'Write what replaces it.',
  equivalent: ['IST0135'],
  differs: 'It also finds those of the pods of workloads, where istioctl looks at Pods alone.',

  *check(manifest) {
    for (const { path, name, kind } of istioAnnotations(manifest)) {
      const kinds: readonly string[] = ANNOTATIONS.get(name) ?? [];
      const instead = DEPRECATED.get(name);
      // That it is in the wrong place is worse.
      if (instead === undefined || !kinds.includes(kind)) continue;
      const labels = textsAt(manifest, ...path.slice(0, -2), 'labels');
      // Written beside the label, for versions of Istio that do not know the label.
      if (labels[name] !== undefined) continue;
      yield { path, isKey: true, message: `${name} is deprecated`, fix: `write ${instead}` };
    }
  },
});
