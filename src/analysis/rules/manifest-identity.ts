import { defineRule } from '../rule.js';

export const manifestIdentity = defineRule({
  id: 'manifest-identity',
  severity: 'error',
  what: 'An object lacks its apiVersion, kind or name.',
  why: 'The API server cannot tell which object it is, and kubectl refuses it.',
  fix: 'Say which object it is.',
  by: 'loading',
});
