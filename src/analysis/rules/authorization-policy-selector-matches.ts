import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const authorizationPolicySelectorMatches = defineRule({
  id: 'authorization-policy-selector-matches',
  severity: 'error',
  what: 'An AuthorizationPolicy selects labels that no pod of its namespace has.',
  why: 'It holds for nobody: what it should refuse is let through, and what it should allow is not.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  equivalent: ['IST0127', 'KIA0004'],
  kinds: ['security.istio.io/AuthorizationPolicy'],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'selector', 'matchLabels']),
});
