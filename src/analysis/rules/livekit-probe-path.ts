import { stringAt } from '../../mesh/fields.js';
import { livekitContainers } from '../../mesh/livekit-server.js';
import { livekitProbes } from '../../mesh/livekit-probes.js';
import { defineRule } from '../rule.js';

export const livekitProbePath = defineRule({
  id: 'livekit-probe-path',
  severity: 'error',
  what: 'A probe asks a LiveKit server for a path that it does not have.',
  why: 'Its health is at `/` alone; other paths answer 404, with which no pod becomes ready, or each is restarted.',
  fix: 'Ask for `/`.',

  *check(manifest, mesh) {
    for (const one of livekitContainers(manifest, mesh)) {
      for (const { name, path, get } of livekitProbes(one)) {
        const asked = stringAt(get, 'path') ?? '/';
        if (asked.split('?')[0] !== '/')
          yield {
            path: [...path, 'httpGet', 'path'],
            message: `the ${name} asks for ${asked}, which answers 404`,
          };
      }
    }
  },
});
