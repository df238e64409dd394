import { lostConfig } from '../config/lost-config.js';
import { defineRule } from '../rule.js';

export const configMapExists = defineRule({
  id: 'config-map-exists',
  severity: 'error',
  what: 'Pods read a ConfigMap that their namespace does not have.',
  why: 'The containers do not start until it is there.',
  fix: 'Correct the name, add the ConfigMap, or make it `optional`.',
  check: (manifest, mesh) => lostConfig(manifest, mesh, 'ConfigMap'),
});
