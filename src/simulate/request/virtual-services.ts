import { byAge } from '../../mesh/age.js';
import { itemsAt, numberAt, objectAt, stringAt, stringsAt, textsAt, type Field } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { exportsOf, gatewayName, virtualServiceOf, visibleIn } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Json } from '../../model/json.js';
import { refOf, type Manifest, type ResourceRef } from '../../model/manifest.js';
import { mergedRoutes } from '../../mesh/delegates.js';

/** One route of `http`; a route of a delegate is merged with the root's. */
export interface HttpRoute {
  readonly ref: ResourceRef;
  readonly path: FieldPath;
  /** The namespace in which short hosts are. */
  readonly namespace: string;
  readonly route: Json;
  /** Of a delegate's route: the route of the root, and for each match the delegate's own, -1 for the root's. */
  readonly root?: {
    readonly ref: ResourceRef;
    readonly path: FieldPath;
    readonly matches: readonly number[];
  };
}

/** A VirtualService with its delegates merged. */
export interface BoundVirtualService {
  readonly manifest: Manifest;
  readonly ref: ResourceRef;
  readonly namespace: string;
  /** Whole names, as they are written: Istio compares most of them letter by letter. */
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  readonly http: readonly HttpRoute[];
}

/** VirtualServices by what they are bound to. */
export interface VirtualServices {
  /** Those that a namespace's proxies know of a gateway (`mesh` for sidecars), in order of precedence. */
  boundTo(gateway: string, namespace: string): readonly BoundVirtualService[];
}

/** Reads the VirtualServices of a mesh (istio `pilot/pkg/model/virtualservice_controller.go`, `push_context.go`). */
export function virtualServicesOf(mesh: Mesh): VirtualServices {
  const { exports } = mesh.settings;
  const manifests = [...mesh.objects('VirtualService')].sort(byAge);
  const delegates = new Map(
    manifests
      .filter((manifest) => stringsAt(manifest, 'spec', 'hosts').length === 0)
      .map((manifest) => [`${namespaceOf(manifest)}/${manifest.metadata.name}`, manifest]),
  );
  const byGateway = new Map<string, BoundVirtualService[]>();
  for (const manifest of manifests) {
    if (stringsAt(manifest, 'spec', 'hosts').length === 0) continue;
    const { hosts, gateways, namespace, exportTo = ['*'], ref } = virtualServiceOf(manifest, exports);
    const found: BoundVirtualService = {
      manifest,
      ref,
      namespace,
      hosts,
      gateways,
      exportTo,
      http: httpRoutesOf(manifest, delegates, exports.virtualServices),
    };
    for (const gateway of new Set(gateways)) {
      const list = byGateway.get(gateway);
      if (list === undefined) byGateway.set(gateway, [found]);
      else list.push(found);
    }
  }
  const known = new Map<string, readonly BoundVirtualService[]>();
  return {
    boundTo(gateway, namespace) {
      const key = `${namespace}|${gateway}`;
      let list = known.get(key);
      if (list === undefined) {
        list = ordered(byGateway.get(gateway) ?? [], namespace);
        known.set(key, list);
      }
      return list;
    },
  };
}

/** Private ones of the namespace first, then those exported to it by name, then those of everyone. */
function ordered(all: readonly BoundVirtualService[], namespace: string): readonly BoundVirtualService[] {
  const rank = ({ exportTo, namespace: own }: BoundVirtualService): number => {
    if (exportTo.includes('*')) return 2;
    if (exportTo.includes('~') || !visibleIn(namespace, own, exportTo)) return 3;
    return own === namespace ? 0 : 1;
  };
  const visible = [0, 1, 2].map((wanted) => all.filter((found) => rank(found) === wanted));
  return visible.flat();
}

function httpRoutesOf(
  manifest: Manifest,
  delegates: ReadonlyMap<string, Manifest>,
  defaults: readonly string[] | undefined,
): readonly HttpRoute[] {
  const [ref, namespace] = [refOf(manifest), namespaceOf(manifest)];
  return itemsAt(manifest, 'spec', 'http').flatMap((route, i): readonly HttpRoute[] => {
    const path: FieldPath = ['spec', 'http', i];
    const name = stringAt(route, 'delegate', 'name');
    if (objectAt(route, 'delegate') === undefined) return [{ ref, path, namespace, route }];
    const found = delegates.get(`${stringAt(route, 'delegate', 'namespace') ?? namespace}/${name ?? ''}`);
    if (found === undefined) return [];
    const own = namespaceOf(found);
    if (!visibleIn(namespace, own, exportsOf(found, defaults))) return [];
    return mergedRoutes(route, itemsAt(found, 'spec', 'http')).map((merged) => ({
      ref: refOf(found),
      path: ['spec', 'http', merged.index],
      namespace: own,
      route: merged.route,
      root: { ref, path, matches: merged.matches },
    }));
  });
}

/** Where a match applies: what holds before any request is seen. */
export interface Place {
  /** `mesh`, or `<namespace>/<name>` of a Gateway. */
  readonly gateway: string;
  readonly port: number;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

function labelsHold(match: Field, { labels }: Place): boolean {
  return Object.entries(textsAt(match, 'sourceLabels')).every(([key, value]) => labels[key] === value);
}

function portHolds(match: Field, { port }: Place): boolean {
  const wanted = numberAt(match, 'port') ?? 0;
  return wanted === 0 || wanted === port;
}

/** With `gateways`, the labels and the namespace of the caller do not count (route.go sourceMatchHTTP). */
export function httpMatchApplies(match: Field, own: string, place: Place): boolean {
  if (!portHolds(match, place)) return false;
  const gateways = stringsAt(match, 'gateways');
  if (gateways.length > 0) return gateways.some((name) => gatewayName(name, own) === place.gateway);
  const source = stringAt(match, 'sourceNamespace') ?? '';
  return labelsHold(match, place) && (source === '' || source === place.namespace);
}

/** Of connections, all conditions have to hold (istio `core/tls.go` matchTCP, matchTLS). */
export function connectionMatchApplies(match: Field, own: string, place: Place): boolean {
  const gateways = stringsAt(match, 'gateways');
  const source = stringAt(match, 'sourceNamespace') ?? '';
  return (
    portHolds(match, place) &&
    labelsHold(match, place) &&
    (source === '' || source === place.namespace) &&
    (gateways.length === 0 || gateways.some((name) => gatewayName(name, own) === place.gateway))
  );
}
