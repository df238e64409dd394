import { clientTlsSettings } from '../policies/client-tls.js';
import { tlsConflict } from '../policies/tls-conflict.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/
export const destinationRuleTlsAccepted = defineRule({
  id: 'destination-rule-tls-accepted',
  severity: 'error',
  what: 'A DestinationRule makes clients speak what the pods do not take: plaintext where a PeerAuthentication is STRICT, or mutual TLS where nothing ends it.',
  why: 'Every connection is reset, and callers get 503.',
  fix: 'Remove `tls`: proxies then speak mutual TLS to what takes it, and plaintext to what does not.',
  equivalent: ['KIA0207', 'KIA0208', 'KIA0505', 'KIA0506'],
  differs:
    'Kiali compares the rules for a whole namespace or mesh; here it is what each port of the pods takes, so that an exception for a workload or a port counts, and so does a pod without a sidecar.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    for (const setting of clientTlsSettings(manifest, mesh)) {
      const found = tlsConflict(manifest, mesh, setting);
      if (found !== undefined) yield found;
    }
  },
});
