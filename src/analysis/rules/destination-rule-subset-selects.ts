import { fullHost } from '../../mesh/host.js';
import { itemsAt, stringAt, textsAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import { emptySubset } from '../hosts/empty-subset.js';
import { routedHosts } from '../routes/routed-hosts.js';
import { defineRule } from '../rule.js';

export const destinationRuleSubsetSelects = defineRule({
  id: 'destination-rule-subset-selects',
  severity: 'error',
  what: 'A subset has labels that no pod of its Service has.',
  why: 'The subset has no endpoints, so every request that is routed to it gets a 503.',
  fix: 'Use labels of the pod template; a subset has those pods of the Service that have all of them.',
  equivalent: ['IST0173', 'KIA0203'],
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const host = stringAt(manifest, 'spec', 'host') ?? '';
    const routed = routedHosts(mesh).get(fullHost(host, namespaceOf(manifest)).toLowerCase()) ?? [];
    for (const [i, subset] of itemsAt(manifest, 'spec', 'subsets').entries()) {
      const found = emptySubset(mesh, manifest, textsAt(subset, 'labels'));
      if (found === undefined) continue;
      const name = stringAt(subset, 'name') ?? '';
      const users = routed.filter(({ field }) => field.subset === name);
      const key = found.key !== undefined && found.key in textsAt(subset, 'labels') ? [found.key] : [];
      yield {
        path: ['spec', 'subsets', i, 'labels', ...key],
        // Nothing is lost as long as no route leads there.
        severity: users.length === 0 ? 'warning' : undefined,
        message: `no pod of ${host} has the labels of subset ${name}`,
        fix: found.fix,
        related: [
          ...found.related,
          ...users.slice(0, 3).map((user) => ({
            manifest: user.manifest,
            path: [...user.field.path, 'subset'],
            message: 'leads to the subset',
          })),
        ],
      };
    }
  },
});
