import { defineRule } from '../rule.js';
import { onePerWorkload } from '../workloads/one-per-workload.js';

export const peerAuthenticationOnce = defineRule({
  id: 'peer-authentication-once',
  severity: 'error',
  what: 'Two PeerAuthentications hold for the same pods.',
  why: 'The older one wins and the other is ignored, so whether plaintext is taken depends on when they were made.',
  fix: 'Make them one, or let each select pods that the other does not.',
  equivalent: ['KIA0002', 'KIA0003'],
  kinds: ['security.istio.io/PeerAuthentication'],

  check: (manifest, mesh) => onePerWorkload(manifest, mesh, ['spec', 'selector', 'matchLabels']),
});
