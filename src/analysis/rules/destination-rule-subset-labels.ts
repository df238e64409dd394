import { itemsAt, stringAt, textsAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';

export const destinationRuleSubsetLabels = defineRule({
  id: 'destination-rule-subset-labels',
  severity: 'warning',
  what: 'A subset has no labels, beside others that have some.',
  why: 'It is the whole host: what is routed to it goes to the pods of the other subsets as well.',
  fix: 'Give it the labels of its pods.',
  equivalent: ['KIA0209'],
  differs:
    'Kiali reports a subset of a rule, too, in which none has labels, or that has a traffic policy: that is how policies get a name, as in the egress gateways of the documentation of Istio.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest) {
    const subsets = itemsAt(manifest, 'spec', 'subsets');
    const hasLabels = (subset: (typeof subsets)[number]): boolean =>
      Object.keys(textsAt(subset, 'labels')).length > 0;
    const other = subsets.find(hasLabels);
    if (other === undefined) return;
    for (const [i, subset] of subsets.entries()) {
      if (hasLabels(subset) || 'trafficPolicy' in Object(subset)) continue;
      yield {
        path: ['spec', 'subsets', i, 'name'],
        message: `has no labels, so it holds the pods of subset ${stringAt(other, 'name') ?? ''} too`,
      };
    }
  },
});
