import { itemsAt, numberAt } from '../../mesh/fields.js';
import { ROUTE_KINDS } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

export const virtualServiceWeightGiven = defineRule({
  id: 'virtual-service-weight-given',
  severity: 'error',
  what: 'One of several destinations has no weight while others have.',
  why: 'Next to others no weight is 0, so it gets no request.',
  fix: 'Give each destination a weight; 0 if none is meant.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    for (const kind of ROUTE_KINDS) {
      for (const [i, route] of itemsAt(manifest, 'spec', kind).entries()) {
        const weights = itemsAt(route, 'route').map((entry) => numberAt(entry, 'weight'));
        if (weights.length < 2 || !weights.some((weight) => weight !== undefined && weight > 0)) continue;
        for (const [j, weight] of weights.entries()) {
          if (weight !== undefined) continue;
          yield { path: ['spec', kind, i, 'route', j], message: 'has no weight, so it gets no request' };
        }
      }
    }
  },
});
