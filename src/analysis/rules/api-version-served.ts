import { defineRule } from '../rule.js';
import { structureViolations } from '../structure-violations.js';

export const apiVersionServed = defineRule({
  id: 'api-version-served',
  severity: 'error',
  what: 'An object has an apiVersion that the API server does not have for its kind.',
  why: 'The object is refused.',
  fix: 'Write the version that is served, and the fields that it has.',
  equivalent: [],
  check: (manifest) => structureViolations(manifest, 'api-version-served'),
});
