import { itemsAt } from '../../mesh/fields.js';
import { isJsonObject } from '../../model/json.js';
import { defineRule } from '../rule.js';

export const authorizationPolicyRuleEmpty = defineRule({
  id: 'authorization-policy-rule-empty',
  severity: 'warning',
  what: 'An AuthorizationPolicy has an empty rule beside others.',
  why: 'An empty rule matches every request, so that the others change nothing.',
  fix: 'Remove it, or the others.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest) {
    const rules = itemsAt(manifest, 'spec', 'rules');
    if (rules.length < 2) return;
    for (const [i, rule] of rules.entries())
      if (isJsonObject(rule) && Object.keys(rule).length === 0)
        yield { path: ['spec', 'rules', i], message: 'matches every request, whatever the other rules say' };
  },
});
