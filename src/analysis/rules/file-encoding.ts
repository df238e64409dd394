import { defineRule } from '../rule.js';

export const fileEncoding = defineRule({
  id: 'file-encoding',
  severity: 'warning',
  what: 'A file is not plain UTF-8.',
  why: 'A byte order mark disturbs other tools, and a byte that is not UTF-8 reaches the API server as a replacement character.',
  fix: 'Save the file as UTF-8 without a byte order mark.',
  by: 'loading',
});
