import { WEBHOOK_KINDS } from '../../model/validation/validate.js';
import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const istioWarning = defineRule({
  id: 'istio-warning',
  severity: 'warning',
  what: 'A field of an object of Istio has no effect, or is on its way out.',
  why: 'The webhook of istiod takes the object with a warning, which nobody sees in a pipeline.',
  fix: 'Do as the message says.',
  equivalent: ['IST0133', 'KIA1108'],
  differs:
    'istiod warns of every EnvoyFilter that there is, which is not repeated, and loses its warnings of subsets and ports of a DestinationRule.',
  kinds: WEBHOOK_KINDS,
  check: (manifest) => webhookViolations(manifest, 'warning'),
});
