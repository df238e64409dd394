import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const destinationRuleSelectorMatches = defineRule({
  id: 'destination-rule-selector-matches',
  severity: 'error',
  what: 'A DestinationRule is for clients with labels that no pod of its namespace has.',
  why: 'No client uses it, so its limits, TLS settings and subsets hold for no request.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  kinds: ['networking.istio.io/DestinationRule'],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'workloadSelector', 'matchLabels']),
});
