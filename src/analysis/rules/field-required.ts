import { defineRule } from '../rule.js';
import { structureViolations } from '../structure-violations.js';

export const fieldRequired = defineRule({
  id: 'field-required',
  severity: 'error',
  what: 'A field that has to be there is missing.',
  why: 'The API server refuses the object.',
  fix: 'Add the field.',
  equivalent: ['IST0106'],
  check: (manifest) => structureViolations(manifest, 'field-required'),
});
