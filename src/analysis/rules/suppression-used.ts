import { defineRule } from '../rule.js';

export const suppressionUsed = defineRule({
  id: 'suppression-used',
  severity: 'warning',
  what: 'An annotation ignores a rule that finds nothing in the object.',
  why: 'It would hide the next mistake of that sort.',
  fix: 'Remove the annotation.',
  by: 'suppression',
});
