import { appProtocol } from '../../mesh/app-protocol.js';
import { itemsAt } from '../../mesh/fields.js';
import { servicePods } from '../../mesh/pods/service-pods.js';
import { workloadOfPod } from '../../mesh/pods/workload-of-pod.js';
import { portOf } from '../../mesh/service.js';
import { defineRule } from '../rule.js';

export const servicePortProtocol = defineRule({
  id: 'service-port-protocol',
  severity: 'info',
  what: 'A port of a Service in the mesh does not say what protocol it carries.',
  why: 'Proxies guess from the first bytes: what they take for bytes has no routes, no retries and no rules about requests.',
  fix: 'Begin the name of the port with the protocol (`http-`, `grpc-`, `tcp-`), or write `appProtocol`.',
  kinds: ['/Service'],
  equivalent: ['IST0118', 'KIA0601', 'KIA0602'],

  *check(manifest, mesh) {
    const pods = servicePods(manifest, mesh);
    if (!pods.some((pod) => workloadOfPod(pod, mesh)?.proxy === 'sidecar')) return;
    for (const [i, item] of itemsAt(manifest, 'spec', 'ports').entries()) {
      const [port] = portOf(item);
      if (port?.protocol !== 'TCP' || appProtocol(port) !== 'detected') continue;
      const { appProtocol: written, name } = port;
      yield {
        path: [
          'spec',
          'ports',
          i,
          ...(written !== undefined ? ['appProtocol'] : name === '' ? [] : ['name']),
        ],
        message:
          written !== undefined
            ? `Istio knows no protocol ${written}`
            : name === ''
              ? `port ${port.number} has neither a name nor an appProtocol`
              : `the name ${name} does not begin with a protocol that Istio knows`,
      };
    }
  },
});
