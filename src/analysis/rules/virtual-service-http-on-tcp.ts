import { itemsAt, numberAt } from '../../mesh/fields.js';
import { hostPorts, isBytes } from '../hosts/host-ports.js';
import { hostOfSidecars } from '../routes/host-of-sidecars.js';
import { defineRule } from '../rule.js';

export const virtualServiceHttpOnTcp = defineRule({
  id: 'virtual-service-http-on-tcp',
  severity: 'error',
  what: 'A VirtualService for sidecars has `http` routes for TCP ports of a host.',
  why: 'Proxies carry the bytes of such a port without looking for requests, so its routes, timeouts, retries and faults are not used.',
  fix: 'Write `tcp` routes, or, if the port does carry HTTP, name it so: `http-`, `grpc-` or `appProtocol`.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const routes = itemsAt(manifest, 'spec', 'http');
    const found = routes.length === 0 ? undefined : hostOfSidecars(manifest);
    const answer = found === undefined ? undefined : hostPorts(mesh, found.host, found.namespace);
    if (found === undefined || answer === undefined) return;
    const { known, ports } = answer;
    const related = [{ manifest: known.manifest, path: ['spec', 'ports'], message: 'has the ports' }];
    if (ports.every(({ protocol }) => isBytes(protocol))) {
      yield { path: ['spec', 'http'], message: `has no effect: ${found.host} has only TCP ports`, related };
      return;
    }
    const bytes = new Set(ports.filter(({ protocol }) => isBytes(protocol)).map(({ number }) => number));
    for (const [i, route] of routes.entries()) {
      const named = itemsAt(route, 'match').map((match) => numberAt(match, 'port'));
      if (named.length === 0 || !named.every((port) => port !== undefined && bytes.has(port))) continue;
      yield {
        path: ['spec', 'http', i, 'match'],
        message: `has no effect: port ${named.join(', ')} of ${found.host} is a TCP port`,
        related,
      };
    }
  },
});
