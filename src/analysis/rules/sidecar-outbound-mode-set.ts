import { objectAt, stringAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';

export const sidecarOutboundModeSet = defineRule({
  id: 'sidecar-outbound-mode-set',
  severity: 'warning',
  what: 'A Sidecar has `outboundTrafficPolicy` without a mode.',
  why: 'That is REGISTRY_ONLY, although it is ALLOW_ANY where nothing is said at all.',
  fix: 'Write the mode.',
  equivalent: ['KIA1007'],
  kinds: ['networking.istio.io/Sidecar'],

  *check(manifest) {
    const policy = objectAt(manifest, 'spec', 'outboundTrafficPolicy');
    if (policy === undefined || stringAt(policy, 'mode') !== undefined) return;
    yield {
      path: ['spec', 'outboundTrafficPolicy'],
      message: 'is REGISTRY_ONLY: calls to hosts that the mesh does not know are refused',
    };
  },
});
