import { defineRule } from '../rule.js';
import { structureViolations } from '../structure-violations.js';

export const fieldType = defineRule({
  id: 'field-type',
  severity: 'error',
  what: 'A field has a value of another type than it takes.',
  why: 'The API server refuses the object.',
  fix: 'Write a value of the type that is expected.',
  equivalent: ['IST0106'],
  check: (manifest) => structureViolations(manifest, 'field-type'),
});
