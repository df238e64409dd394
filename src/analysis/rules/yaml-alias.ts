import { defineRule } from '../rule.js';

export const yamlAlias = defineRule({
  id: 'yaml-alias',
  severity: 'error',
  what: 'An alias leads nowhere, in a circle, or to too many values.',
  why: 'kubectl refuses the file.',
  fix: 'Write the values out.',
  by: 'loading',
});
