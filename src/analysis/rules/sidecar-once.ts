import { defineRule } from '../rule.js';
import { onePerWorkload } from '../workloads/one-per-workload.js';

export const sidecarOnce = defineRule({
  id: 'sidecar-once',
  severity: 'error',
  what: 'Two Sidecars hold for the same pods.',
  why: 'A proxy takes one: which of them is left to chance, and the other is ignored.',
  fix: 'Make them one, or let each select pods that the other does not.',
  equivalent: ['IST0110', 'IST0111', 'KIA0002', 'KIA0003'],
  kinds: ['networking.istio.io/Sidecar'],

  check: (manifest, mesh) => onePerWorkload(manifest, mesh, ['spec', 'workloadSelector', 'labels']),
});
