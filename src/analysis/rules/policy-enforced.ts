import { namespaceOf } from '../../mesh/workload.js';
import { unenforcedPolicies } from '../policies/without-proxy.js';
import { defineRule } from '../rule.js';

/** So many others are named beside the first. */
const MOST = 10;

// https://istio.io/latest/docs/concepts/security/#authorization-architecture
export const policyEnforced = defineRule({
  id: 'policy-enforced',
  severity: 'error',
  what: 'A policy selects nothing but pods without a sidecar.',
  why: 'Proxies enforce policies: without one, what it should refuse is let through.',
  fix: 'Label the namespace `istio-injection: enabled`, or close the pods with a NetworkPolicy.',
  kinds: [
    'security.istio.io/AuthorizationPolicy',
    'security.istio.io/PeerAuthentication',
    'security.istio.io/RequestAuthentication',
  ],

  *check(manifest, mesh) {
    const [first, ...others] = unenforcedPolicies(mesh).get(namespaceOf(manifest)) ?? [];
    if (first?.manifest !== manifest) return;
    const { workload } = first;
    yield {
      path: ['spec'],
      message: `holds for nobody: the pods of ${workload.id} have no sidecar${workload.hostNetwork ? ', as they are on the network of the node' : ''}`,
      related: others.slice(0, MOST).map((other) => ({
        manifest: other.manifest,
        path: ['spec'],
        message: `holds for nobody either, as ${other.workload.id} has no sidecar`,
      })),
    };
  },
});
