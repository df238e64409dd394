import { itemsAt, objectAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/networking/core/route/route.go, TranslateFault.
export const virtualServiceFaultPercentage = defineRule({
  id: 'virtual-service-fault-percentage',
  severity: 'error',
  what: 'A fault of a VirtualService has no percentage.',
  why: 'It is then injected into no request.',
  fix: 'Write `percentage: {value: 100}`, or how many of a hundred requests it is for.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    for (const [i, route] of itemsAt(manifest, 'spec', 'http').entries()) {
      for (const kind of ['delay', 'abort']) {
        const fault = objectAt(route, 'fault', kind);
        if (fault === undefined || 'percentage' in fault || 'percent' in fault) continue;
        yield { path: ['spec', 'http', i, 'fault', kind], message: 'has no percentage, and so no effect' };
      }
    }
  },
});
