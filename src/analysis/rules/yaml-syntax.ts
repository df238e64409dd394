import { defineRule } from '../rule.js';

export const yamlSyntax = defineRule({
  id: 'yaml-syntax',
  severity: 'error',
  what: 'A document is not valid YAML.',
  why: 'kubectl refuses the whole file, and nothing in it is applied.',
  fix: 'Write what the message expects there.',
  by: 'loading',
});
