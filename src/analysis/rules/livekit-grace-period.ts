import { numberAt } from '../../mesh/fields.js';
import { livekitContainers } from '../../mesh/livekit-server.js';
import { defineRule } from '../rule.js';

/** Of Kubernetes, in seconds. */
const DEFAULT = 30;

export const livekitGracePeriod = defineRule({
  id: 'livekit-grace-period',
  severity: 'warning',
  what: 'A LiveKit server that stops is killed before its calls can end.',
  why: 'It waits for its participants to leave, and Kubernetes for `terminationGracePeriodSeconds`: 30 if nothing is said.',
  fix: 'Set `terminationGracePeriodSeconds` to the length of the longest call.',

  *check(manifest, mesh) {
    for (const one of livekitContainers(manifest, mesh)) {
      const seconds = numberAt(one.podSpec, 'terminationGracePeriodSeconds');
      if ((seconds ?? DEFAULT) > DEFAULT) continue;
      yield {
        path: [...one.podPath, 'terminationGracePeriodSeconds'],
        message: `calls are cut ${seconds ?? DEFAULT} s after the server is told to stop`,
      };
      return;
    }
  },
});
