import { defineRule } from '../rule.js';
import { structureViolations } from '../structure-violations.js';

export const fieldValue = defineRule({
  id: 'field-value',
  severity: 'error',
  what: 'A field has a value that it does not take.',
  why: 'The API server refuses the object.',
  fix: 'Write one of the values that are expected.',
  equivalent: ['IST0106'],
  differs: 'istioctl skips an object in a file that it cannot decode, and says so in its log only.',
  check: (manifest) => structureViolations(manifest, 'field-value'),
});
