import { fullHost } from '../../mesh/host.js';
import { namespaceOf } from '../../mesh/workload.js';
import { destinationFields, groupedBy } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

export const virtualServiceDestinationOnce = defineRule({
  id: 'virtual-service-destination-once',
  severity: 'warning',
  what: 'A route has the same destination twice.',
  why: 'Their weights add up, so the shares are not those that stand there; often another subset was meant.',
  fix: 'Correct the subset, or make them one.',
  equivalent: ['KIA1105'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    const namespace = namespaceOf(manifest);
    const groups = groupedBy(
      destinationFields(manifest),
      ({ path, isMirror, host, subset = '', port = '' }) =>
        isMirror ? undefined : `${path.slice(0, 3).join('.')}|${fullHost(host, namespace)}|${subset}|${port}`,
    );
    for (const [first, second] of groups) {
      if (second === undefined) continue;
      const { path, host, subset } = second;
      const name = subset === undefined ? host : `subset ${subset} of ${host}`;
      yield {
        path,
        message: `leads to ${name} as an earlier destination of the route does`,
        related: [{ manifest, path: first.path, message: 'is there first' }],
      };
    }
  },
});
