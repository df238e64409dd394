import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const authenticationSelectorMatches = defineRule({
  id: 'authentication-selector-matches',
  severity: 'error',
  what: 'A PeerAuthentication or RequestAuthentication selects labels that no pod of its namespace has.',
  why: 'It holds for nobody, so the pods that were meant take plaintext, or tokens that nobody checks.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  equivalent: ['KIA0004'],
  kinds: ['security.istio.io/PeerAuthentication', 'security.istio.io/RequestAuthentication'],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'selector', 'matchLabels']),
});
