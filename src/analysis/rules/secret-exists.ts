import { lostConfig } from '../config/lost-config.js';
import { defineRule } from '../rule.js';

export const secretExists = defineRule({
  id: 'secret-exists',
  severity: 'error',
  what: 'Pods, an account or an Ingress use a Secret that their namespace does not have, although the set gives others.',
  why: 'Containers do not start until it is there; images and certificates do without.',
  fix: 'Correct the name, or add the Secret or what makes it.',
  check: (manifest, mesh) => lostConfig(manifest, mesh, 'Secret'),
});
