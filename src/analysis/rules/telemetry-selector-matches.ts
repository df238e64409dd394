import { defineRule } from '../rule.js';
import { selectorViolations } from '../workloads/selector-violation.js';

export const telemetrySelectorMatches = defineRule({
  id: 'telemetry-selector-matches',
  severity: 'error',
  what: 'A Telemetry selects labels that no pod of its namespace has.',
  why: 'It holds for nobody, so the traces, metrics or logs that it sets up are not made.',
  fix: 'Select labels of the pod template, which need not be those of the Deployment around it.',
  equivalent: ['IST0101'],
  kinds: ['telemetry.istio.io/Telemetry'],

  check: (manifest, mesh) => selectorViolations(manifest, mesh, ['spec', 'selector', 'matchLabels']),
});
