import { itemsAt } from '../../mesh/fields.js';
import { hostPorts } from '../hosts/host-ports.js';
import { hostOfSidecars } from '../routes/host-of-sidecars.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/networking/core/listener.go: a port of HTTP gets its routes by RDS, which has `http` alone.
export const virtualServiceTcpOnHttp = defineRule({
  id: 'virtual-service-tcp-on-http',
  severity: 'error',
  what: 'A VirtualService for sidecars has `tcp` or `tls` routes for a host that has only HTTP ports.',
  why: 'Proxies route the requests of such a port, and not its connections, so these routes are not used.',
  fix: 'Write `http` routes, or, if the port carries something else, name it so: `tcp-`, `tls-` or `appProtocol`.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    for (const kind of ['tcp', 'tls']) {
      const found = itemsAt(manifest, 'spec', kind).length === 0 ? undefined : hostOfSidecars(manifest);
      const answer = found === undefined ? undefined : hostPorts(mesh, found.host, found.namespace);
      if (found === undefined || answer?.ports.every(({ protocol }) => protocol === 'http') !== true)
        continue;
      yield {
        path: ['spec', kind],
        message: `has no effect: ${found.host} has only HTTP ports`,
        related: [{ manifest: answer.known.manifest, path: ['spec', 'ports'], message: 'has the ports' }],
      };
    }
  },
});
