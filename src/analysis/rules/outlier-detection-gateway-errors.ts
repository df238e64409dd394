import { itemsAt, numberAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import { defineRule } from '../rule.js';

// https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
export const outlierDetectionGatewayErrors = defineRule({
  id: 'outlier-detection-gateway-errors',
  severity: 'info',
  what: 'An outlier detection counts gateway errors up to a number that errors of 5xx reach first.',
  why: 'Gateway errors (502, 503, 504) are errors of 5xx too, so `consecutiveGatewayErrors` has no effect.',
  fix: 'Write a lower number, or 0 as `consecutive5xxErrors`.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest) {
    const policies: readonly FieldPath[] = [
      ['spec', 'trafficPolicy'],
      ...itemsAt(manifest, 'spec', 'subsets').map((_, i) => ['spec', 'subsets', i, 'trafficPolicy']),
    ];
    for (const path of policies) {
      const outlier = [...path, 'outlierDetection'];
      const gateway = numberAt(manifest, ...outlier, 'consecutiveGatewayErrors') ?? 0;
      const any = numberAt(manifest, ...outlier, 'consecutive5xxErrors') ?? 5;
      if (gateway === 0 || any === 0 || gateway < any) continue;
      yield {
        path: [...outlier, 'consecutiveGatewayErrors'],
        message: `has no effect: after ${any} errors of 5xx the endpoint is ejected already`,
      };
    }
  },
});
