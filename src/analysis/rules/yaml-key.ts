import { defineRule } from '../rule.js';

export const yamlKey = defineRule({
  id: 'yaml-key',
  severity: 'error',
  what: 'A key is no text, or is read as another text than it is written.',
  why: 'kubectl turns `on` into `true` and `0x10` into `16`, so the field has another name; null and lists it refuses.',
  fix: 'Put the key in quotes.',
  by: 'loading',
});
