import { itemsAt } from '../../mesh/fields.js';
import { gatewayName, virtualServiceOf } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import { gatewayFields } from '../routes/gateway-fields.js';
import { defineRule } from '../rule.js';

export const virtualServiceMatchGatewayBound = defineRule({
  id: 'virtual-service-match-gateway-bound',
  severity: 'error',
  what: 'A match is for a gateway to which the VirtualService is not bound.',
  why: 'The gateways of a match narrow those of the VirtualService, so the match never holds there.',
  fix: 'Add the gateway to `spec.gateways`, `mesh` for sidecars.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    // A delegate has the gateways of its roots.
    if (itemsAt(manifest, 'spec', 'hosts').length === 0) return;
    const bound = virtualServiceOf(manifest).gateways;
    for (const { name, path, inMatch } of gatewayFields(manifest)) {
      if (!inMatch || bound.includes(gatewayName(name, namespaceOf(manifest)))) continue;
      yield {
        path,
        message: `the VirtualService is bound to ${bound.join(', ')} and not to ${name}`,
      };
    }
  },
});
