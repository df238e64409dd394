import { WEBHOOK_KINDS } from '../../model/validation/validate.js';
import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const istioCombination = defineRule({
  id: 'istio-combination',
  severity: 'error',
  what: 'Fields of an object of Istio that are right by themselves do not go together.',
  why: 'The webhook of istiod refuses the object.',
  fix: 'Remove or change one of them.',
  equivalent: ['IST0106'],
  kinds: WEBHOOK_KINDS,
  check: (manifest) => webhookViolations(manifest, 'combination'),
});
