import { fullHost } from '../../mesh/host.js';
import { namespaceOf } from '../../mesh/workload.js';
import { lookupHost } from '../hosts/lookup-host.js';
import { lostHost } from '../hosts/lost-host.js';
import { clientsOf } from '../routes/bindings.js';
import { destinationFields, groupedBy } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

export const virtualServicePortExists = defineRule({
  id: 'virtual-service-port-exists',
  severity: 'error',
  what: 'A route leads to a port that the Service or ServiceEntry does not have.',
  why: 'There is no cluster for the port, so every request that takes the route gets a 503.',
  fix: 'Name the port of the Service, not that of the pods.',
  equivalent: ['IST0101'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const groups = groupedBy(destinationFields(manifest), ({ host, port }) =>
      port === undefined ? undefined : `${fullHost(host, namespace)}|${port}`,
    );
    for (const [first, ...others] of groups) {
      if (lostHost(mesh, first.host, namespace, clientsOf(mesh, manifest)) !== undefined) continue;
      const answer = lookupHost(mesh, first.host, namespace);
      const hosts = answer.is === 'found' ? answer.hosts : [];
      const outside = answer.is === 'outside' ? (answer.service?.ports ?? []) : [];
      const ports = [...hosts.flatMap((host) => host.ports.map(({ number }) => number)), ...outside];
      if (ports.length === 0 || ports.some((number) => number === first.port)) continue;
      const [only, ...more] = [...new Set(ports)];
      yield {
        path: [...first.path, 'port', 'number'],
        message: `${first.host} has no port ${first.port}`,
        fix: more.length === 0 ? `its port is ${only}` : `its ports are ${[only, ...more].join(', ')}`,
        related: [
          ...hosts.slice(0, 1).map((known) => ({
            manifest: known.manifest,
            path: ['spec', 'ports'],
            message: 'has the ports',
          })),
          ...others.map(({ path }) => ({
            manifest,
            path: [...path, 'port', 'number'],
            message: 'leads to it too',
          })),
        ],
      };
    }
  },
});
