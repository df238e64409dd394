import { itemsAt, numberAt, objectAt, stringAt, type Field } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import type { RegistryService } from '../../mesh/registry.js';
import { visibleIn } from '../../mesh/virtual-service.js';
import type { EgressScope } from './scope.js';
import type { BoundVirtualService } from './virtual-services.js';

/** Of several services of one host: the namespace's own, else Kubernetes', else the oldest. */
export function oneForEachHost(
  services: readonly RegistryService[],
  namespace: string,
): ReadonlyMap<string, RegistryService> {
  const byHost = new Map<string, RegistryService>();
  for (const service of services) {
    const other = byHost.get(service.host);
    const better =
      other === undefined ||
      (service.namespace === namespace && other.namespace !== namespace) ||
      (service.source === 'kubernetes' && other.source !== 'kubernetes' && other.namespace !== namespace);
    if (better) byHost.set(service.host, service);
  }
  return byHost;
}

/** What it imports, and what the routes that it imports lead to (collectImportedServices). */
export function clustersOf(
  egress: readonly EgressScope[],
  namespace: string,
  registry: readonly RegistryService[],
): ReadonlyMap<string, RegistryService> {
  const clusters = new Map<string, RegistryService>();
  const add = (service: RegistryService): void => {
    const other = clusters.get(service.host);
    if (other === undefined) clusters.set(service.host, service);
    else if (other.namespace === service.namespace) {
      const more = service.ports.filter((port) => !other.ports.some(({ number }) => number === port.number));
      if (more.length > 0) clusters.set(service.host, { ...other, ports: [...other.ports, ...more] });
    }
  };
  // What the namespace itself has a route leads to whether it is exported or not.
  const reached = registry.filter(
    (service) => service.namespace === namespace || visibleIn(namespace, service.namespace, service.exportTo),
  );
  const rest = oneForEachHost(reached, namespace);
  for (const { services, virtualServices, port } of egress) {
    services.forEach(add);
    for (const host of virtualServices.flatMap((found) => destinationHosts(found, namespace))) {
      const service = rest.get(host.host);
      if (service === undefined || clusters.get(service.host) === service) continue;
      const ports = service.ports.filter(({ number }) =>
        port === undefined ? host.ports.has(0) || host.ports.has(number) : number === port.number,
      );
      if (ports.length > 0) add({ ...service, ports });
    }
  }
  return clusters;
}

/** The hosts to which a VirtualService leads callers of a namespace, with the ports that it names; 0 is all of them. */
function destinationHosts(
  found: BoundVirtualService,
  caller: string,
): readonly { readonly host: string; readonly ports: ReadonlySet<number> }[] {
  const ports = new Map<string, Set<number>>();
  const routes = [
    ...found.http.filter(({ route }) => isFor(caller, route)),
    ...['tcp', 'tls'].flatMap((kind) =>
      itemsAt(found.manifest, 'spec', kind).map((route) => ({ route, namespace: found.namespace })),
    ),
  ];
  for (const { route, namespace } of routes) {
    for (const destination of destinationsIn(route)) {
      const host = fullHost(stringAt(destination, 'host') ?? '', namespace);
      const set = ports.get(host) ?? new Set<number>();
      ports.set(host, set.add(numberAt(destination, 'port', 'number') ?? 0));
    }
  }
  return [...ports].map(([host, set]) => ({ host, ports: set }));
}

/**
 * Whether a route counts for the callers of a namespace. A match of another namespace makes it count for nobody else,
 * unless a later one names theirs (istio `pilot/pkg/model/push_context.go`,
 * virtualServiceDestinationsFilteredBySourceNamespace).
 */
function isFor(caller: string, route: Field): boolean {
  const named = itemsAt(route, 'match').flatMap((match) => stringAt(match, 'sourceNamespace') ?? []);
  const namespaces = named.filter((namespace) => namespace !== '');
  return namespaces.length === 0 || namespaces.includes(caller);
}

/** All destinations of a route, also those of weight 0. */
function destinationsIn(route: Field): readonly Field[] {
  return [
    ...[...itemsAt(route, 'route'), ...itemsAt(route, 'mirrors')].map((entry) =>
      objectAt(entry, 'destination'),
    ),
    objectAt(route, 'mirror'),
  ].filter((destination) => destination !== undefined);
}
