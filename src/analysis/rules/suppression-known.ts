import { defineRule } from '../rule.js';

export const suppressionKnown = defineRule({
  id: 'suppression-known',
  severity: 'warning',
  what: 'An annotation ignores a rule that does not exist.',
  why: 'It keeps nothing back, and looks as if it did.',
  fix: 'Write the id of a rule, as `meshproof rules` lists them.',
  by: 'suppression',
});
