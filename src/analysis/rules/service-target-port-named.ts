import { itemsAt, stringAt } from '../../mesh/fields.js';
import { portsOfPod } from '../../mesh/pods/container-ports.js';
import { servicePods } from '../../mesh/pods/service-pods.js';
import { transport } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { defineRule } from '../rule.js';

export const serviceTargetPortNamed = defineRule({
  id: 'service-target-port-named',
  severity: 'error',
  what: 'A port of a Service leads to a name that no port of its pods has.',
  why: 'The port has no endpoints, so every call to it fails.',
  fix: 'Name the port of the container, or write its number.',
  kinds: ['/Service'],
  equivalent: ['KIA0701'],

  *check(service, mesh) {
    const pods = servicePods(service, mesh);
    if (pods.length === 0) return;
    const declared = pods.flatMap(portsOfPod);
    for (const [i, port] of itemsAt(service, 'spec', 'ports').entries()) {
      const target = stringAt(port, 'targetPort');
      if (target === undefined) continue;
      const named = declared.filter(({ name }) => name === target);
      const protocol = transport(stringAt(port, 'protocol'));
      if (named.some((candidate) => candidate.protocol === protocol)) continue;
      const [other] = named;
      const owner =
        pods.length === 1 && pods[0] !== undefined ? formatRef(refOf(pods[0].manifest)) : 'its pods';
      const names = [...new Set(declared.flatMap(({ name }) => name ?? []))].sort();
      const meant = suggest(target, names) ?? (names.length > 0 ? names.join(' or ') : undefined);
      yield {
        path: ['spec', 'ports', i, 'targetPort'],
        message:
          other === undefined
            ? `no container of ${owner} has a port with the name ${target}`
            : `port ${target} of ${owner} is ${other.protocol}, and this one is ${protocol}`,
        fix: other === undefined && meant !== undefined ? `did you mean ${meant}?` : undefined,
      };
    }
  },
});
