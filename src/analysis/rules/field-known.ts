import { defineRule } from '../rule.js';
import { structureViolations } from '../structure-violations.js';

export const fieldKnown = defineRule({
  id: 'field-known',
  severity: 'error',
  what: 'A field does not exist.',
  why: 'With strict validation the object is refused; without, the field is dropped and what it says does not happen.',
  fix: 'Correct the name, or remove the field.',
  equivalent: ['IST0106'],
  differs:
    'istioctl passes over unknown fields in files, which a server with strict field validation refuses.',
  check: (manifest) => structureViolations(manifest, 'field-known'),
});
