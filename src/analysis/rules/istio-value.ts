import { WEBHOOK_KINDS } from '../../model/validation/validate.js';
import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const istioValue = defineRule({
  id: 'istio-value',
  severity: 'error',
  what: 'A field of an object of Istio has a value that istiod does not take.',
  why: 'The webhook of istiod refuses the object, and where it is switched off proxies may refuse what comes of it.',
  fix: 'Write one of the values that are expected.',
  equivalent: ['IST0106'],
  kinds: WEBHOOK_KINDS,
  check: (manifest) => webhookViolations(manifest, 'value'),
});
