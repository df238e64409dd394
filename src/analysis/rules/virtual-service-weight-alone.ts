import { itemsAt, numberAt } from '../../mesh/fields.js';
import { ROUTE_KINDS } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

export const virtualServiceWeightAlone = defineRule({
  id: 'virtual-service-weight-alone',
  severity: 'warning',
  what: 'The only destination of a route has a weight below 100.',
  why: 'Weights are shares of what the destinations of a route have together, so it gets every request.',
  fix: 'Add the destinations of the rest, or remove the weight.',
  equivalent: ['KIA1104'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    for (const kind of ROUTE_KINDS) {
      for (const [i, route] of itemsAt(manifest, 'spec', kind).entries()) {
        const [only, ...others] = itemsAt(route, 'route');
        const weight = numberAt(only, 'weight');
        if (others.length > 0 || weight === undefined || weight >= 100 || weight < 1) continue;
        yield {
          path: ['spec', kind, i, 'route', 0, 'weight'],
          message: `is the only destination and gets every request, not ${weight} %`,
        };
      }
    }
  },
});
