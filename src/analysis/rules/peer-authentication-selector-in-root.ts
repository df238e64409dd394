import { objectAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/security/authn/policy_applier.go, ComposePeerAuthentication.
export const peerAuthenticationSelectorInRoot = defineRule({
  id: 'peer-authentication-selector-in-root',
  severity: 'error',
  what: 'A PeerAuthentication of the root namespace selects workloads.',
  why: 'In the root namespace only a policy without selector counts, for the whole mesh; this one is ignored.',
  fix: 'Move it to the namespace of the workloads, or remove the selector.',
  kinds: ['security.istio.io/PeerAuthentication'],

  *check(manifest, { assumptions }) {
    if (namespaceOf(manifest) !== assumptions.rootNamespace) return;
    const labels = objectAt(manifest, 'spec', 'selector', 'matchLabels') ?? {};
    if (Object.keys(labels).length === 0) return;
    const message = `is ignored in ${assumptions.rootNamespace}, the root namespace`;
    yield { path: ['spec', 'selector'], message };
  },
});
