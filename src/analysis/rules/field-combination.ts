import { defineRule } from '../rule.js';
import { structureViolations } from '../structure-violations.js';

export const fieldCombination = defineRule({
  id: 'field-combination',
  severity: 'error',
  what: 'Fields that are right by themselves do not go together.',
  why: 'The API server refuses the object.',
  fix: 'Remove or change one of them.',
  equivalent: ['IST0106'],
  differs: 'istioctl applies no rules of the CRDs to files, and takes the object for right.',
  check: (manifest) => structureViolations(manifest, 'field-combination'),
});
