import { defineRule } from '../rule.js';
import { structureViolations } from '../structure-violations.js';

export const fieldType = defineRule({
  id: 'field-type',
  severity: 'error',
  what: 'A field has a value of another type than it takes.',
  why: 'The API server refuses the object.',
  fix: 'Write a value of the type that is expected.',
  equivalent: ['IST0106'],
  differs: 'istioctl skips an object in a file that it cannot decode, and says so in its log only.',
  check: (manifest) => structureViolations(manifest, 'field-type'),
});
