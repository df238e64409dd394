import { defineRule } from '../rule.js';
import { onePerWorkload } from '../workloads/one-per-workload.js';

export const telemetryOnce = defineRule({
  id: 'telemetry-once',
  severity: 'error',
  what: 'Two Telemetries hold for the same pods.',
  why: 'The older one wins and the other is ignored.',
  fix: 'Make them one, or let each select pods that the other does not.',
  equivalent: ['IST0159', 'IST0160'],
  kinds: ['telemetry.istio.io/Telemetry'],

  check: (manifest, mesh) => onePerWorkload(manifest, mesh, ['spec', 'selector', 'matchLabels']),
});
