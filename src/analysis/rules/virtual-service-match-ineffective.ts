import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const virtualServiceMatchIneffective = defineRule({
  id: 'virtual-service-match-ineffective',
  severity: 'info',
  what: 'A match of a VirtualService takes nothing that an earlier one leaves.',
  why: 'Rules are tried in order and the first that matches is used, so whoever reads the match is misled.',
  fix: 'Put the narrower match first, or remove it.',
  equivalent: ['IST0131'],
  kinds: ['networking.istio.io/VirtualService'],
  check: (manifest) => webhookViolations(manifest, 'ineffective'),
});
