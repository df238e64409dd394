import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const virtualServiceRuleUnreachable = defineRule({
  id: 'virtual-service-rule-unreachable',
  severity: 'warning',
  what: 'A rule of a VirtualService comes after others that take all of its requests.',
  why: 'Rules are tried in order and the first that matches is used, so this one never is.',
  fix: 'Put it before the others, give them narrower matches, or remove it.',
  equivalent: ['IST0130'],
  kinds: ['networking.istio.io/VirtualService'],
  check: (manifest) => webhookViolations(manifest, 'unreachable'),
});
