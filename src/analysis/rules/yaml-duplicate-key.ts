import { defineRule } from '../rule.js';

export const yamlDuplicateKey = defineRule({
  id: 'yaml-duplicate-key',
  severity: 'error',
  what: 'A mapping has the same key twice.',
  why: 'kubectl silently takes the last one, so what the first one says is not applied.',
  fix: 'Remove one of the two.',
  by: 'loading',
});
