import { itemsAt, numberAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import { knownHostsOf } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { lookupHost } from '../hosts/lookup-host.js';
import { lostHost } from '../hosts/lost-host.js';
import { clientsOf, gatewayPlaces, rootsOf } from '../routes/bindings.js';
import { destinationFields, groupedBy, type DestinationField } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

export const virtualServicePortGiven = defineRule({
  id: 'virtual-service-port-given',
  severity: 'error',
  what: 'A route names no port of a host that has several, and requests come in on a port that it does not have.',
  why: 'Where a host has several ports, the proxy takes the one on which the request came in, and finds no cluster.',
  fix: 'Give the destination its port.',
  equivalent: ['IST0112'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const groups = groupedBy(destinationFields(manifest), ({ host, port, path }) =>
      port === undefined ? `${fullHost(host, namespace)}|${path.slice(0, 3).join('.')}` : undefined,
    );
    for (const [first] of groups) {
      if (lostHost(mesh, first.host, namespace, clientsOf(mesh, manifest)) !== undefined) continue;
      const answer = lookupHost(mesh, first.host, namespace);
      if (answer.is !== 'found' || first.host.startsWith('*')) continue;
      const ports = new Set(answer.hosts.flatMap((host) => host.ports.map(({ number }) => number)));
      if (ports.size < 2) continue;
      const foreign = arrivals(mesh, manifest, first).find(({ port }) => !ports.has(port));
      if (foreign === undefined) continue;
      yield {
        path: [...first.path, 'host'],
        message: `${first.host} has the ports ${[...ports].join(', ')}, and requests come in on ${foreign.port} of ${foreign.at}`,
      };
    }
  },
});

/**
 * The ports on which requests for a route come in: of its gateways, and of the hosts that callers in the mesh call
 * (istio `pilot/pkg/networking/core/route/route.go` GetDestinationCluster).
 */
function arrivals(
  mesh: Mesh,
  manifest: Manifest,
  { route }: DestinationField,
): readonly { readonly port: number; readonly at: string }[] {
  const matches = itemsAt(route, 'match');
  const matched = matches.map((match) => numberAt(match, 'port'));
  const wanted = matches.length > 0 && matched.every((port) => port !== undefined) ? matched : undefined;
  return rootsOf(mesh, manifest)
    .flatMap(({ gateways, hosts }) =>
      gateways.flatMap((gateway) => {
        if (gateway !== 'mesh')
          return [...(gatewayPlaces(mesh).get(gateway)?.ports ?? [])].map((port) => ({
            port,
            at: `gateway ${gateway}`,
          }));
        return hosts.flatMap((host) =>
          knownHostsOf(mesh)
            .exactly(host.toLowerCase())
            .flatMap((known) => known.ports.map(({ number }) => ({ port: number, at: host }))),
        );
      }),
    )
    .filter(({ port }) => wanted === undefined || wanted.includes(port));
}
