import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const sidecarSelectorMatches = defineRule({
  id: 'sidecar-selector-matches',
  severity: 'error',
  what: 'A Sidecar selects labels that no pod of its namespace has.',
  why: 'It holds for nobody: the proxies that were meant know all of the mesh, and may call all of it.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  equivalent: ['IST0101', 'KIA0004'],
  kinds: ['networking.istio.io/Sidecar'],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'workloadSelector', 'labels']),
});
