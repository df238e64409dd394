import { at, itemsAt, stringAt } from '../../mesh/fields.js';
import { livekitContainers } from '../../mesh/livekit-server.js';
import { livekitNumberVariables } from '../../model/livekit/variables.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';

export const livekitServiceLinks = defineRule({
  id: 'livekit-service-links',
  severity: 'error',
  what: 'A Service has a name from which Kubernetes makes a variable that livekit-server reads as a number.',
  why: 'A Service `livekit` sets `LIVEKIT_PORT=tcp://…` in each pod of its namespace, and the server ends: `could not parse … as uint value`.',
  fix: 'Set `enableServiceLinks: false` in the pod, or rename the Service.',

  *check(manifest, mesh) {
    for (const one of livekitContainers(manifest, mesh)) {
      if (at(one.podSpec, 'enableServiceLinks') === false) continue;
      const own = itemsAt(one.container, 'env').map((variable) => stringAt(variable, 'name'));
      for (const service of mesh.manifests.ofKind('', 'Service')) {
        if (namespaceOf(service) !== one.namespace || !isLinked(stringAt(service, 'spec', 'type'), service))
          continue;
        const variable = `${service.metadata.name.toUpperCase().replaceAll('-', '_')}_PORT`;
        // A variable of the container itself wins.
        if (!livekitNumberVariables().has(variable) || own.includes(variable)) continue;
        yield {
          path: [...one.podPath, 'enableServiceLinks'],
          message: `the Service ${service.metadata.name} sets ${variable} to an address, which the server reads as a number`,
          related: [{ manifest: service, path: ['metadata', 'name'], message: 'is the Service' }],
        };
      }
    }
  },
});

/** Only Services with an address of their own have variables (kubernetes `pkg/kubelet/envvars`). */
function isLinked(type: string | undefined, service: Parameters<typeof stringAt>[0]): boolean {
  return type !== 'ExternalName' && stringAt(service, 'spec', 'clusterIP') !== 'None';
}
