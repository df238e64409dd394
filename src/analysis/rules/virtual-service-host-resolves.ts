import { fullHost } from '../../mesh/host.js';
import { itemsAt } from '../../mesh/fields.js';
import { virtualServiceOf } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import { lostHost, severityOf } from '../hosts/lost-host.js';
import { destinationFields } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

export const virtualServiceHostResolves = defineRule({
  id: 'virtual-service-host-resolves',
  severity: 'error',
  what: 'A VirtualService for sidecars has a host of the cluster that no Service has.',
  why: 'Nobody calls the host, so its timeouts, retries and weights apply to no request.',
  fix: 'Name the Service that callers call: by its short name in its own namespace, or in full.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    if (!virtualServiceOf(manifest).gateways.includes('mesh')) return;
    const namespace = namespaceOf(manifest);
    const routed = new Set(destinationFields(manifest).map(({ host }) => fullHost(host, namespace)));
    for (const [i, host] of itemsAt(manifest, 'spec', 'hosts').entries()) {
      // Where a route leads to it, the route is the worse place.
      if (typeof host !== 'string' || host === '*' || routed.has(fullHost(host, namespace))) continue;
      const lost = lostHost(mesh, host, namespace, []);
      // Any name outside of the cluster may be the host of requests on port 80.
      if (lost === undefined || lost.is === 'external') continue;
      const { message, fix, related = [] } = lost;
      yield { path: ['spec', 'hosts', i], severity: severityOf(lost), message, fix, related };
    }
  },
});
