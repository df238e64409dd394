import { fullHost } from '../../mesh/host.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { lostHost, severityOf } from '../hosts/lost-host.js';
import { rulesForHost } from '../hosts/rules-for-host.js';
import { clientsOf } from '../routes/bindings.js';
import { destinationFields, groupedBy } from '../routes/destinations.js';
import { defineRule, type RelatedPlace } from '../rule.js';

export const virtualServiceDestinationResolves = defineRule({
  id: 'virtual-service-destination-resolves',
  severity: 'error',
  what: 'A route leads to a host that no Service and no ServiceEntry has.',
  why: 'There is no cluster for it, so every request that takes the route gets a 503.',
  fix: 'Name a Service: by its short name in its own namespace, or in full as name.namespace.svc.cluster.local.',
  equivalent: ['IST0101', 'KIA1101'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const fields = destinationFields(manifest);
    if (fields.length === 0) return;
    const clients = clientsOf(mesh, manifest);
    for (const [first, ...others] of groupedBy(fields, ({ host }) => fullHost(host, namespace))) {
      const lost = lostHost(mesh, first.host, namespace, clients);
      if (lost === undefined) continue;
      yield {
        path: [...first.path, 'host'],
        severity: severityOf(lost),
        message: lost.message,
        fix: lost.fix,
        related: [
          ...(lost.related ?? []),
          ...others.map(({ path }) => ({ manifest, path: [...path, 'host'], message: 'leads to it too' })),
          ...rulesOf(mesh, fullHost(first.host, namespace)),
        ],
      };
    }
  },
});

/** The DestinationRules for a host that does not exist have the same cause. */
function rulesOf(mesh: Mesh, host: string): readonly RelatedPlace[] {
  return rulesForHost(mesh)
    .exactly(host)
    .map(({ manifest }) => ({
      manifest,
      path: ['spec', 'host'],
      message: 'is for it, and so for no traffic',
    }));
}
