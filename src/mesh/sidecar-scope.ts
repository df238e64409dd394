import type { Assumptions } from '../model/assumptions.js';
import type { FieldPath } from '../model/field-path.js';
import { formatRef, refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { at, itemsAt, numberAt, objectAt, stringAt, stringsAt, textsAt, type Field } from './fields.js';
import { hostCovers } from './host.js';
import { mapSelector } from './labels.js';
import { lazily } from './lazily.js';
import type { Unmodelled } from './match.js';
import { selectorIndex } from './selector-index.js';
import type { Way } from './service-index.js';
import { destinationsOf, visibleIn, type VirtualService } from './virtual-service.js';
import { namespaceOf, type Workload } from './workload.js';

/** What the sidecar of a workload knows of the mesh. */
export interface SidecarScope {
  /** The Sidecar that says so; `undefined` if none does, so that everything is known. */
  readonly resource?: ResourceRef;
  /** Set if another Sidecar may hold as well: which does, depends on this. */
  readonly unclear?: Unmodelled;
  /** What happens to calls to hosts that it does not know, and the field that says so. */
  readonly outbound: {
    readonly registryOnly: boolean;
    readonly resource?: ResourceRef;
    readonly path?: FieldPath;
  };
  /** True if it replaces the listeners for what comes in. */
  readonly ownIngress: boolean;
  /** The VirtualServices for sidecars that it knows. */
  readonly virtualServices: readonly VirtualService[];
  /** Whether it knows the port of a service because a listener says so. */
  imports(way: Way): boolean;
  /** Whether it knows the port at all: routes that it knows make their destinations known, too. */
  sees(way: Way): boolean;
}

/** The scope of each workload. */
export type SidecarScopes = (workload: Workload) => SidecarScope;

interface EgressHost {
  readonly namespace: string;
  readonly host: string;
  /** Listeners with a port know only that port of a service. */
  readonly port?: number;
}

/**
 * A Sidecar that selects the workload, else one of its namespace, else one of the root namespace, else everything
 * (istio `pilot/pkg/model/push_context.go` getSidecarScope).
 */
export function sidecarScopes(
  sidecars: readonly Manifest[],
  virtualServices: readonly VirtualService[],
  { rootNamespace, outboundTrafficPolicy }: Assumptions,
): SidecarScopes {
  const selectorOf = (manifest: Manifest) =>
    mapSelector(textsAt(manifest, 'spec', 'workloadSelector', 'labels'));
  const selecting = selectorIndex(
    sidecars.filter((manifest) => selectorOf(manifest).length > 0),
    selectorOf,
    namespaceOf,
  );
  const general = new Map<string, Manifest[]>();
  for (const manifest of sidecars) {
    const namespace = namespaceOf(manifest);
    if (selectorOf(manifest).length === 0)
      general.set(namespace, [...(general.get(namespace) ?? []), manifest]);
  }
  const inMesh = virtualServices.filter(({ gateways }) => gateways.includes('mesh'));
  const meshWide = { registryOnly: outboundTrafficPolicy === 'REGISTRY_ONLY' };
  const scopes = new Map<string, SidecarScope>();
  return (workload) => {
    const { namespace, labels } = workload;
    const levels = [
      selecting.selecting(namespace, labels),
      general.get(namespace) ?? [],
      general.get(rootNamespace) ?? [],
    ];
    const [found, other] = levels.find((level) => level.length > 0) ?? [];
    if (found === undefined || workload.proxy === 'gateway') {
      const everything = scopes.get(namespace) ?? openScope(namespace, inMesh, meshWide);
      scopes.set(namespace, everything);
      return everything;
    }
    const key = `${namespaceOf(found)}/${found.metadata.name}|${namespace}`;
    const scope = scopes.get(key) ?? scopeOf(found, namespace, inMesh, meshWide);
    scopes.set(key, scope);
    if (other === undefined) return scope;
    const names = `${formatRef(refOf(found))} and ${formatRef(refOf(other))}`;
    return { ...scope, unclear: { unmodelled: `which of ${names} holds` } };
  };
}

function openScope(
  namespace: string,
  virtualServices: readonly VirtualService[],
  outbound: SidecarScope['outbound'],
): SidecarScope {
  const sees = ({ service }: Way): boolean => visibleIn(namespace, service.namespace, service.exportTo);
  const known = lazily(() =>
    virtualServices.filter((found) => visibleIn(namespace, found.namespace, found.exportTo)),
  );
  return {
    outbound,
    ownIngress: false,
    get virtualServices() {
      return known();
    },
    imports: sees,
    sees,
  };
}

function scopeOf(
  manifest: Manifest,
  namespace: string,
  virtualServices: readonly VirtualService[],
  meshWide: SidecarScope['outbound'],
): SidecarScope {
  const resource = refOf(manifest);
  const listeners = itemsAt(manifest, 'spec', 'egress');
  const hosts =
    listeners.length === 0
      ? [{ namespace: '*', host: '*' }]
      : listeners.flatMap((item) => hostsOf(item, namespace));
  const excluded = listeners
    .flatMap((item) => stringsAt(item, 'hosts'))
    .flatMap((text) =>
      /^~./.test(text) && !text.startsWith('~/') ? [parseHost(text.slice(1), namespace)] : [],
    );
  const covers = (list: readonly EgressHost[], ns: string, host: string, port?: number): boolean =>
    list.some(
      (entry) =>
        (entry.namespace === '*' || entry.namespace === ns) &&
        hostCovers(entry.host, host) &&
        (entry.port === undefined || port === undefined || entry.port === port),
    );
  const known = lazily(() =>
    virtualServices.filter(
      (found) =>
        visibleIn(namespace, found.namespace, found.exportTo) &&
        found.hosts.some((host) => covers(hosts, found.namespace, host)),
    ),
  );
  // A route that is known makes its destinations known (istio `pilot/pkg/model/sidecar.go` convertToSidecarScope).
  const routed = lazily(
    () =>
      new Set(
        known()
          .flatMap((found) =>
            ['http', 'tcp', 'tls']
              .flatMap((kind) => itemsAt(found.manifest, 'spec', kind))
              .flatMap((route) => destinationsOf(route, found.namespace)),
          )
          .map(({ host }) => host),
      ),
  );
  const maySee = ({ service }: Way): boolean =>
    visibleIn(namespace, service.namespace, service.exportTo) &&
    !covers(excluded, service.namespace, service.host);
  const isListed = ({ service, port }: Way): boolean =>
    covers(hosts, service.namespace, service.host, port.number);
  return {
    resource,
    outbound: outboundOf(manifest, meshWide),
    ownIngress: itemsAt(manifest, 'spec', 'ingress').length > 0,
    get virtualServices() {
      return known();
    },
    imports: (way) => maySee(way) && isListed(way),
    sees: (way) => maySee(way) && (isListed(way) || routed().has(way.service.host)),
  };
}

/** A policy without a mode is REGISTRY_ONLY: its zero value. */
function outboundOf(manifest: Manifest, meshWide: SidecarScope['outbound']): SidecarScope['outbound'] {
  if (objectAt(manifest, 'spec', 'outboundTrafficPolicy') === undefined) return meshWide;
  const path = ['spec', 'outboundTrafficPolicy', 'mode'];
  return {
    registryOnly: (stringAt(manifest, ...path) ?? 'REGISTRY_ONLY') === 'REGISTRY_ONLY',
    resource: refOf(manifest),
    path,
  };
}

function hostsOf(listener: Field, own: string): readonly EgressHost[] {
  const port = at(listener, 'port') === undefined ? undefined : numberAt(listener, 'port', 'number');
  return stringsAt(listener, 'hosts')
    .filter((text) => !text.startsWith('~'))
    .map((text) => ({ ...parseHost(text, own), ...(port === undefined ? {} : { port }) }));
}

function parseHost(text: string, own: string): EgressHost {
  const slash = text.indexOf('/');
  const namespace = text.slice(0, slash);
  return { namespace: namespace === '.' ? own : namespace, host: text.slice(slash + 1) };
}
