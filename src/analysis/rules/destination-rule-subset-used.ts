import { fullHost, hostCovers } from '../../mesh/host.js';
import { itemsAt, stringAt, textsAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import { emptySubset } from '../hosts/empty-subset.js';
import { lookupHost } from '../hosts/lookup-host.js';
import { routedHosts } from '../routes/routed-hosts.js';
import { defineRule } from '../rule.js';

export const destinationRuleSubsetUsed = defineRule({
  id: 'destination-rule-subset-used',
  severity: 'info',
  what: 'No route leads to a subset.',
  why: 'A subset and its traffic policy hold only for requests that a VirtualService routes to it.',
  fix: 'Route to it, or remove it.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const subsets = itemsAt(manifest, 'spec', 'subsets');
    if (subsets.length === 0) return;
    const namespace = namespaceOf(manifest);
    const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespace).toLowerCase();
    if (lookupHost(mesh, host, namespace).is !== 'found') return;
    const routed = routedHosts(mesh);
    const hosts = host.startsWith('*')
      ? [...routed.keys()].filter((other) => hostCovers(host, other))
      : [host];
    const used = new Set(hosts.flatMap((name) => (routed.get(name) ?? []).map(({ field }) => field.subset)));
    for (const [i, subset] of subsets.entries()) {
      const name = stringAt(subset, 'name');
      if (name === undefined || used.has(name)) continue;
      // One without pods is reported for that.
      if (emptySubset(mesh, manifest, textsAt(subset, 'labels')) !== undefined) continue;
      yield { path: ['spec', 'subsets', i, 'name'], message: `no route leads to subset ${name}` };
    }
  },
});
