import { lostKeys } from '../config/lost-keys.js';
import { defineRule } from '../rule.js';

export const configMapKeyExists = defineRule({
  id: 'config-map-key-exists',
  severity: 'error',
  what: 'Pods read a key that a ConfigMap does not have.',
  why: 'The containers do not start; a file that is mounted by `subPath` is an empty folder.',
  fix: 'Correct the name of the key, or add it to every definition of the ConfigMap.',
  check: (manifest, mesh) => lostKeys(manifest, mesh, 'ConfigMap'),
});
