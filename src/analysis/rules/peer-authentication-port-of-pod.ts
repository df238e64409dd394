import { objectAt } from '../../mesh/fields.js';
import { labelSelector, selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

export const peerAuthenticationPortOfPod = defineRule({
  id: 'peer-authentication-port-of-pod',
  severity: 'error',
  what: 'A PeerAuthentication has settings for the port of a Service, which pods do not have.',
  why: 'The key in `portLevelMtls` is the port on which the pod listens, so the settings hold for no port.',
  fix: 'Write the target port.',
  kinds: ['security.istio.io/PeerAuthentication'],

  *check(manifest, mesh) {
    const settings = Object.keys(objectAt(manifest, 'spec', 'portLevelMtls') ?? {});
    if (settings.length === 0) return;
    const ports = portsOf(manifest, mesh);
    for (const key of settings) {
      if (ports.some(({ number }) => number === Number(key))) continue;
      const targets = ports.filter(({ ways }) => ways.some(({ port }) => port.number === Number(key)));
      const [target] = targets;
      const service = target?.ways.find(({ port }) => port.number === Number(key))?.service.ref.name;
      if (target === undefined || service === undefined) continue;
      yield {
        path: ['spec', 'portLevelMtls', key],
        isKey: true,
        message: `${key} is the port of the Service ${service}, whose pods listen on ${target.number}`,
        fix: `write ${target.number}`,
      };
    }
  },
});

function portsOf(manifest: Manifest, mesh: Mesh): Mesh['services']['ports'] {
  const selector = labelSelector(objectAt(manifest, 'spec', 'selector'));
  const namespace = namespaceOf(manifest);
  return mesh.services.ports.filter(
    ({ workload }) => workload.namespace === namespace && selects(selector, workload.labels) === 'yes',
  );
}
