import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const envoyFilterSelectorMatches = defineRule({
  id: 'envoy-filter-selector-matches',
  severity: 'error',
  what: 'An EnvoyFilter selects labels that no pod of its namespace has.',
  why: 'It holds for nobody, so no proxy gets its patches.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  kinds: ['networking.istio.io/EnvoyFilter'],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'workloadSelector', 'labels']),
});
