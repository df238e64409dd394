import { at, itemsAt, numberAt, stringAt } from '../../mesh/fields.js';
import { portsOfPod } from '../../mesh/pods/container-ports.js';
import { servicePods } from '../../mesh/pods/service-pods.js';
import { transport } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

export const serviceTargetPortDeclared = defineRule({
  id: 'service-target-port-declared',
  severity: 'warning',
  what: 'A port of a Service leads to a port that no container of its pods declares, although they declare others.',
  why: 'A declaration opens nothing, but where it says something else, probably nobody listens on the port.',
  fix: 'Lead to the port of the container, or declare the one that it has.',
  kinds: ['/Service'],
  equivalent: ['KIA0701'],

  *check(service, mesh) {
    const pods = servicePods(service, mesh);
    // Pods that declare no port do not contradict.
    const declaring = pods.filter((pod) => portsOfPod(pod).length > 0);
    const [first] = pods;
    if (first === undefined || declaring.length < pods.length) return;
    const declared = pods.flatMap(portsOfPod);
    for (const [i, port] of itemsAt(service, 'spec', 'ports').entries()) {
      const target = at(port, 'targetPort') ?? numberAt(port, 'port');
      const protocol = transport(stringAt(port, 'protocol'));
      if (typeof target !== 'number' || isOfProxy(target)) continue;
      if (declared.some((one) => one.number === target && one.protocol === protocol)) continue;
      const owner = pods.length === 1 ? formatRef(refOf(first.manifest)) : 'its pods';
      const numbers = declared.filter((one) => one.protocol === protocol).map(({ number }) => number);
      yield {
        path: ['spec', 'ports', i, at(port, 'targetPort') === undefined ? 'port' : 'targetPort'],
        message: `no container of ${owner} declares port ${target}/${protocol}`,
        fix:
          numbers.length === 0
            ? undefined
            : `they declare ${[...new Set(numbers)].sort((a, b) => a - b).join(', ')}`,
      };
    }
  },
});

/** Ports that the sidecar brings along (https://istio.io/latest/docs/ops/deployment/application-requirements/). */
function isOfProxy(port: number): boolean {
  return port >= 15_000 && port < 15_100;
}
