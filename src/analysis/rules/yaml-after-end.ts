import { defineRule } from '../rule.js';

export const yamlAfterEnd = defineRule({
  id: 'yaml-after-end',
  severity: 'error',
  what: 'Something follows the end of a document that is marked by `...`.',
  why: 'kubectl does not read it, so it is not applied.',
  fix: 'Separate documents by `---`.',
  by: 'loading',
});
