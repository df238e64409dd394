import { itemsAt, stringsAt } from '../../mesh/fields.js';
import { hostsOverlap } from '../../mesh/host.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namedObjects } from '../../mesh/named-objects.js';
import { virtualServiceOf, visibleIn, type VirtualService } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { gatewayPlaces } from '../routes/bindings.js';
import { gatewayFields } from '../routes/gateway-fields.js';
import { defineRule, type RelatedPlace, type Violation } from '../rule.js';

export const virtualServiceHostAtGateway = defineRule({
  id: 'virtual-service-host-at-gateway',
  severity: 'error',
  what: 'A host of a VirtualService is not one that a server of its gateway takes.',
  why: 'The gateway has no listener for the host, so requests for it get a 404 or no connection.',
  fix: 'Add the host to a server of the Gateway, or correct it.',
  equivalent: ['IST0132'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const found = virtualServiceOf(manifest, mesh.settings.exports);
    const named = found.gateways.filter((name) => name !== 'mesh');
    const gateways = named.map((key) => namedObjects(mesh).find('networking.istio.io', 'Gateway', key));
    const known = gateways.filter((gateway) => gateway !== undefined);
    if (found.hosts.length === 0 || known.length === 0) return;
    // Hosts of the mesh stand beside those of gateways, and a gateway that is not known may take any host.
    const isComplete = known.length === named.length && !found.gateways.includes('mesh');
    const lost = isComplete
      ? found.hosts.flatMap((host, i) => (known.some((it) => takes(it, host, found)) ? [] : [{ host, i }]))
      : [];
    for (const { host, i } of lost) yield { path: ['spec', 'hosts', i], ...explained(known, host, found) };
    if (lost.length > 0) return;
    for (const [i, key] of found.gateways.entries()) {
      const gateway = gateways[named.indexOf(key)];
      if (gateway === undefined) continue;
      const path = gatewayFields(manifest)[i]?.path ?? ['spec', 'gateways'];
      if (!found.hosts.some((host) => takes(gateway, host, found)))
        yield { path, ...explained([gateway], found.hosts.join(', '), found) };
      else yield* hiddenFrom(mesh, key, found, path);
    }
  },
});

interface ServerHost {
  readonly namespace: string;
  readonly name: string;
}

function serverHosts(gateway: Manifest): readonly ServerHost[] {
  return itemsAt(gateway, 'spec', 'servers')
    .flatMap((server) => stringsAt(server, 'hosts'))
    .map((text) => {
      const slash = text.indexOf('/');
      const namespace = slash === -1 ? '*' : text.slice(0, slash);
      return { namespace: namespace === '.' ? namespaceOf(gateway) : namespace, name: text.slice(slash + 1) };
    });
}

/** Istio `pilot/pkg/networking/core/gateway.go` pickMatchingGatewayHosts. */
function takes(gateway: Manifest, host: string, { namespace }: VirtualService): boolean {
  return serverHosts(gateway).some(
    (server) =>
      (server.namespace === '*' || server.namespace === namespace) && hostsOverlap(server.name, host),
  );
}

function explained(gateways: readonly Manifest[], host: string, { namespace }: VirtualService) {
  const hosts = gateways.flatMap(serverHosts);
  const barred = hosts.find((server) => hostsOverlap(server.name, host));
  const near = suggest(
    host,
    hosts.map(({ name }) => name),
  );
  const names = gateways.map((gateway) => `${namespaceOf(gateway)}/${gateway.metadata.name}`).join(', ');
  const related: readonly RelatedPlace[] = gateways.map((gateway) => ({
    manifest: gateway,
    path: ['spec', 'servers'],
    message: `takes ${serverHosts(gateway)
      .slice(0, 5)
      .map(({ name }) => name)
      .join(', ')}`,
  }));
  return {
    message:
      barred === undefined
        ? `no server of gateway ${names} takes ${host}`
        : `gateway ${names} takes ${host} only from namespace ${barred.namespace}, and this is ${namespace}`,
    fix: near === undefined || barred !== undefined ? undefined : `did you mean ${near}?`,
    related,
  };
}

function* hiddenFrom(
  mesh: Mesh,
  gateway: string,
  { namespace, exportTo }: VirtualService,
  path: Violation['path'],
): Iterable<Violation> {
  const places = [...(gatewayPlaces(mesh).get(gateway)?.namespaces ?? [])];
  if (places.length === 0 || places.some((place) => visibleIn(place, namespace, exportTo))) return;
  yield {
    path,
    message: `the VirtualService is not exported to namespace ${places.join(', ')}, where the gateway runs`,
  };
}
