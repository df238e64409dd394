import { defineRule } from '../rule.js';

export const yamlNesting = defineRule({
  id: 'yaml-nesting',
  severity: 'error',
  what: 'A document is nested too deeply.',
  why: 'Nothing that means something is; whatever reads it runs out of stack.',
  fix: 'Write it with fewer levels.',
  by: 'loading',
});
