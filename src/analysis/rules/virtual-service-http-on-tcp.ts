import { itemsAt } from '../../mesh/fields.js';
import { virtualServiceOf } from '../../mesh/virtual-service.js';
import { tcpHost } from '../hosts/tcp-host.js';
import { defineRule } from '../rule.js';

export const virtualServiceHttpOnTcp = defineRule({
  id: 'virtual-service-http-on-tcp',
  severity: 'error',
  what: 'A VirtualService for sidecars has `http` routes for a host that has only TCP ports.',
  why: 'Proxies carry the bytes of such a port without looking for requests, so its routes, timeouts, retries and faults are not used.',
  fix: 'Write `tcp` routes, or, if the port does carry HTTP, name it so: `http-`, `grpc-` or `appProtocol`.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    if (itemsAt(manifest, 'spec', 'http').length === 0) return;
    const { hosts, gateways, namespace } = virtualServiceOf(manifest);
    const [host, ...others] = hosts;
    if (host === undefined || others.length > 0 || gateways.some((name) => name !== 'mesh')) return;
    const known = tcpHost(mesh, host, namespace);
    if (known === undefined) return;
    yield {
      path: ['spec', 'http'],
      message: `has no effect: ${host} has only TCP ports`,
      related: [{ manifest: known.manifest, path: ['spec', 'ports'], message: 'has the ports' }],
    };
  },
});
