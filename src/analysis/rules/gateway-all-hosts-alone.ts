import { itemsAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/model/gateway.go, sanitizeServerHostNamespace, writes past the end of the list.
export const gatewayAllHostsAlone = defineRule({
  id: 'gateway-all-hosts-alone',
  severity: 'error',
  what: 'A server of a Gateway has the host `*/*`, and after it another with the namespace `*` or `.`.',
  why: 'The webhook takes it, and istiod panics whenever a proxy of the gateway connects: that gateway gets no configuration.',
  fix: 'Leave `*/*` alone: it stands for all hosts of all namespaces.',
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest) {
    for (const [i, server] of itemsAt(manifest, 'spec', 'servers').entries()) {
      const hosts = itemsAt(server, 'hosts');
      const all = hosts.indexOf('*/*');
      if (all === -1) continue;
      const other = hosts.findIndex(
        (host, j) => j > all && host !== '*/*' && typeof host === 'string' && /^[*.]\//.test(host),
      );
      if (other === -1) continue;
      yield {
        path: ['spec', 'servers', i, 'hosts', other],
        message: 'makes istiod panic, as it comes after */*',
      };
    }
  },
});
