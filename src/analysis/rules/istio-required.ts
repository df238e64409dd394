import { WEBHOOK_KINDS } from '../../model/validation/validate.js';
import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const istioRequired = defineRule({
  id: 'istio-required',
  severity: 'error',
  what: 'A field of an object of Istio is missing that istiod needs.',
  why: 'The webhook of istiod refuses the object.',
  fix: 'Add the field.',
  equivalent: ['IST0106'],
  kinds: WEBHOOK_KINDS,
  check: (manifest) => webhookViolations(manifest, 'required'),
});
