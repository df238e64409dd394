import { itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { virtualServiceOf, type VirtualService } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/** Where a route hands over to another VirtualService. */
export interface Delegation {
  readonly root: Manifest;
  /** Of the `delegate` field. */
  readonly path: FieldPath;
  /** `<namespace>/<name>` of the delegate. */
  readonly to: string;
}

/** Where a gateway listens, as far as the set and what it assumes tell. */
export interface GatewayPlace {
  readonly namespaces: ReadonlySet<string>;
  readonly ports: ReadonlySet<number>;
}

/** The delegations of the routes of one VirtualService. */
export function delegationsOf(root: Manifest): readonly Delegation[] {
  return itemsAt(root, 'spec', 'http').flatMap((route, i): Delegation[] => {
    const delegate = objectAt(route, 'delegate');
    const name = stringAt(delegate, 'name');
    if (name === undefined) return [];
    const namespace = stringAt(delegate, 'namespace');
    const home = namespace === undefined || namespace === '' ? namespaceOf(root) : namespace;
    return [{ root, path: ['spec', 'http', i, 'delegate'], to: `${home}/${name}` }];
  });
}

/** The delegations to each VirtualService, by `<namespace>/<name>`. */
export const delegations = perMesh((mesh): ReadonlyMap<string, readonly Delegation[]> => {
  const found = new Map<string, Delegation[]>();
  for (const manifest of mesh.manifests.ofKind('networking.istio.io', 'VirtualService')) {
    for (const delegation of delegationsOf(manifest)) {
      const list = found.get(delegation.to);
      if (list === undefined) found.set(delegation.to, [delegation]);
      else list.push(delegation);
    }
  }
  return found;
});

/** The VirtualServices whose hosts and gateways the routes of this one serve: itself, or those that delegate to it. */
export function rootsOf(mesh: Mesh, manifest: Manifest): readonly VirtualService[] {
  if (itemsAt(manifest, 'spec', 'hosts').length > 0)
    return [virtualServiceOf(manifest, mesh.settings.exports)];
  const found = delegations(mesh).get(`${namespaceOf(manifest)}/${manifest.metadata.name}`) ?? [];
  return [...new Set(found.map(({ root }) => root))].map((root) =>
    virtualServiceOf(root, mesh.settings.exports),
  );
}

/** Where each gateway listens, by `<namespace>/<name>`. */
export const gatewayPlaces = perMesh((mesh): ReadonlyMap<string, GatewayPlace> => {
  const places = new Map<string, { namespaces: Set<string>; ports: Set<number> }>();
  for (const { gateway, workload, port } of mesh.gatewayServers) {
    let place = places.get(gateway);
    if (place === undefined) places.set(gateway, (place = { namespaces: new Set(), ports: new Set() }));
    place.namespaces.add(workload.namespace);
    place.ports.add(port);
  }
  return places;
});

/**
 * The namespaces of the proxies that use the routes of a VirtualService: one list for sidecars, and one for each gateway
 * that is known. For sidecars they are those that istioctl looks at: its own, and those that `exportTo` names (istio
 * `pkg/config/analysis/analyzers/util/service_lookup.go`).
 */
export function clientsOf(mesh: Mesh, manifest: Manifest): readonly (readonly string[])[] {
  const lists = rootsOf(mesh, manifest).flatMap(({ namespace, gateways, exportTo = [] }) =>
    gateways.map((gateway) => {
      if (gateway !== 'mesh') return [...(gatewayPlaces(mesh).get(gateway)?.namespaces ?? [])];
      const named = exportTo.filter((target) => !/^[.*~]$/.test(target));
      return [...new Set([namespace, ...named])];
    }),
  );
  return lists.filter((list) => list.length > 0);
}

/**
 * The namespaces of the proxies that use the routes of a VirtualService, by what it is bound to. Sidecars of all
 * namespaces use one that is exported to all.
 */
export function callersOf(
  mesh: Mesh,
  manifest: Manifest,
): readonly { readonly gateway: string; readonly namespaces: readonly string[] }[] {
  return rootsOf(mesh, manifest).flatMap(({ namespace, gateways, exportTo }) =>
    gateways.map((gateway) => {
      if (gateway !== 'mesh')
        return { gateway, namespaces: [...(gatewayPlaces(mesh).get(gateway)?.namespaces ?? [])] };
      const isPublic = exportTo === undefined || exportTo.includes('*');
      const named = (exportTo ?? []).map((target) => (target === '.' ? namespace : target));
      return { gateway, namespaces: isPublic ? [...sidecarNamespaces(mesh)] : named };
    }),
  );
}

const sidecarNamespaces = perMesh(
  (mesh): ReadonlySet<string> =>
    new Set(mesh.workloads.filter(({ proxy }) => proxy === 'sidecar').map(({ namespace }) => namespace)),
);
