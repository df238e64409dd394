import { VALUES } from '../../model/annotations/values.js';
import { istioAnnotations } from '../annotated.js';
import { defineRule } from '../rule.js';

export const istioAnnotationValue = defineRule({
  id: 'istio-annotation-value',
  severity: 'error',
  what: 'An annotation of pods has a value that the injection of sidecars does not take.',
  why: 'The webhook refuses the pods, so that the workload has none; with bad ports to redirect their init container ends.',
  fix: 'Write what is expected.',
  equivalent: ['IST0125'],
  differs:
    'It also looks at the templates of workloads, and at includeOutboundPorts, which is refused only when the pod starts.',

  *check(manifest) {
    for (const { path, name, value, kind } of istioAnnotations(manifest)) {
      const format = VALUES.get(name);
      if (kind !== 'Pod' || format === undefined || format.accepts(value)) continue;
      yield { path, message: `expected ${format.expected}, found ${JSON.stringify(value)}` };
    }
  },
});
