import { stringAt } from '../../mesh/fields.js';
import { livekitContainers, usesRedis } from '../../mesh/livekit-server.js';
import { livekitProbes } from '../../mesh/livekit-probes.js';
import { defineRule } from '../rule.js';

export const livekitLiveness = defineRule({
  id: 'livekit-liveness',
  severity: 'warning',
  what: 'The liveness of a LiveKit server depends on its Redis.',
  why: 'With Redis gone `/` answers 406, and the kubelet restarts every server, which ends every call.',
  fix: 'Let liveness be the open port (`tcpSocket`), and readiness `GET /`.',

  *check(manifest, mesh) {
    for (const one of livekitContainers(manifest, mesh)) {
      if (!usesRedis(one)) continue;
      for (const { name, path, get } of livekitProbes(one)) {
        if (name === 'livenessProbe' && (stringAt(get, 'path') ?? '/') === '/')
          yield {
            path: [...path, 'httpGet'],
            isKey: true,
            message: 'liveness asks for /, which is 406 without Redis',
          };
      }
    }
  },
});
