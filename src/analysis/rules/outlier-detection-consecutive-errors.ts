import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const outlierDetectionConsecutiveErrors = defineRule({
  id: 'outlier-detection-consecutive-errors',
  severity: 'error',
  what: 'An outlier detection counts `consecutiveErrors`, which nothing reads any more.',
  why: 'The field is taken and passed on to nobody, so that endpoints are ejected by the defaults of Envoy instead.',
  fix: 'Write consecutive5xxErrors or consecutiveGatewayErrors.',
  equivalent: ['IST0133'],
  kinds: ['networking.istio.io/DestinationRule'],
  check: (manifest) => webhookViolations(manifest, 'deprecated'),
});
