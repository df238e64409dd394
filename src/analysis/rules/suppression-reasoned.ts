import { defineRule } from '../rule.js';

export const suppressionReasoned = defineRule({
  id: 'suppression-reasoned',
  severity: 'warning',
  what: 'An annotation ignores a rule without saying why.',
  why: 'Nobody can tell later whether the reason still holds.',
  fix: 'Write the reason as the value of the annotation.',
  by: 'suppression',
});
