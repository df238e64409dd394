import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const serviceEntrySelectorMatches = defineRule({
  id: 'service-entry-selector-matches',
  severity: 'error',
  what: 'A ServiceEntry selects labels that no pod and no WorkloadEntry of its namespace has.',
  why: 'It has no endpoints, so every call to its hosts fails.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  kinds: ['networking.istio.io/ServiceEntry'],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'workloadSelector', 'labels']),
});
