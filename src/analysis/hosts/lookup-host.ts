import { extentOf } from '../../mesh/extent.js';
import { fullHost } from '../../mesh/host.js';
import { knownHostsOf, type KnownHost } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { outsideService } from '../../mesh/outside-services.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { visibleIn } from '../../mesh/virtual-service.js';
import type { KnownService } from '../../model/assumptions.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import type { RelatedPlace } from '../rule.js';
import { nearNamespace } from './near-namespace.js';

/** What a set knows of a host that an object names. */
export type HostAnswer =
  | { readonly is: 'found'; readonly hosts: readonly KnownHost[] }
  /** It is there, and nobody who would use it may see it. */
  | ({ readonly is: 'hidden' } & Reason)
  /** The set holds the namespace in which it would be, and it is not there. */
  | ({ readonly is: 'missing' } & Reason)
  /** The set holds nothing of its namespace, which is spelled nearly like one where it is. */
  | ({ readonly is: 'doubtful' } & Reason)
  /** A name outside of the cluster, which a ServiceEntry of any namespace may give. */
  | ({ readonly is: 'external' } & Reason)
  /** In a namespace that the set knows nothing of, or named by the configuration. */
  | { readonly is: 'outside'; readonly service?: KnownService };

interface Reason {
  readonly message: string;
  readonly fix?: string | undefined;
  readonly related?: readonly RelatedPlace[];
}

const CLUSTER = '.svc.cluster.local';

/**
 * Looks a host up as Istio does: an exact name before wildcards, a short name in the namespace of the object; a name with
 * dots is never completed (istio `pilot/pkg/model/config.go` ResolveShortnameToFQDN).
 * @param viewers the namespaces of those who would use it
 *   @default - it need not be visible
 */
export function lookupHost(
  mesh: Mesh,
  written: string,
  namespace: string,
  viewers?: readonly string[],
): HostAnswer {
  const host = fullHost(written, namespace).toLowerCase().replace(/\.$/, '');
  const known = knownHostsOf(mesh);
  const exact = host.startsWith('*') ? known.within(host) : known.exactly(host);
  const isVisible = ({ exportTo, namespace: home }: KnownHost): boolean =>
    viewers === undefined || viewers.some((viewer) => visibleIn(viewer, home, exportTo));
  for (const candidates of [exact, known.covering(host)]) {
    const hosts = candidates.filter(isVisible);
    if (hosts.length > 0) return { is: 'found', hosts };
  }
  const [hidden] = exact;
  if (hidden !== undefined) {
    const related = [{ manifest: hidden.manifest, path: hidden.path, message: 'gives the host' }];
    const names = (viewers ?? []).join(', ');
    const message = `${formatRef(refOf(hidden.manifest))} gives ${host}, and is not exported to namespace ${names}`;
    return { is: 'hidden', message, related };
  }
  // Said to exist although the set does not have it: of its labels and visibility the set knows nothing.
  const service = outsideService(mesh, host);
  if (service !== undefined) return { is: 'outside', service };
  if (host.endsWith(CLUSTER)) return lookupInNamespace(mesh, host, written);
  return lookupOther(mesh, host);
}

function lookupInNamespace(mesh: Mesh, host: string, written: string): HostAnswer {
  const inner = host.slice(0, -CLUSTER.length);
  const dot = inner.lastIndexOf('.');
  const [name, namespace] = [inner.slice(0, Math.max(dot, 0)), inner.slice(dot + 1)];
  const { namespaces } = extentOf(mesh);
  const services = servicesOf(mesh);
  if (mesh.assumptions.sharedNamespaces?.includes(namespace) === true)
    return lookupInShared(mesh, name, namespace, written);
  if (!namespaces.has(namespace)) {
    const near = nearNamespace(namespace, [...namespaces]);
    const meant = near === undefined ? undefined : services.named(name).find((it) => it.namespace === near);
    if (meant === undefined) return { is: 'outside' };
    return {
      is: 'doubtful',
      message: `the set holds nothing in namespace ${namespace}, and has ${formatRef(refOf(meant.manifest))}`,
      fix: `did you mean ${meant.host}?`,
      related: [{ manifest: meant.manifest, path: meant.path, message: 'may be meant' }],
    };
  }
  const near = suggest(
    name,
    services
      .in(namespace)
      .slice(0, MOST)
      .map(({ manifest }) => manifest.metadata.name),
  );
  const [elsewhere] = services.named(name);
  const meant =
    near === undefined ? elsewhere : knownHostsOf(mesh).exactly(`${near}.${namespace}${CLUSTER}`)[0];
  const is = written.includes('.') ? '' : `, which is ${host}`;
  return {
    is: 'missing',
    message: `no Service or ServiceEntry has the host ${written}${is}`,
    fix: meant === undefined ? undefined : `did you mean ${near ?? meant.host}?`,
    related:
      meant === undefined ? [] : [{ manifest: meant.manifest, path: meant.path, message: 'may be meant' }],
  };
}

/** Of a namespace that others have objects in, too, only a name that is nearly one of the set can be wrong. */
function lookupInShared(mesh: Mesh, name: string, namespace: string, written: string): HostAnswer {
  const known = servicesOf(mesh).in(namespace).slice(0, MOST);
  const near = suggest(
    name,
    known.map(({ manifest }) => manifest.metadata.name),
  );
  const meant = known.find(({ manifest }) => manifest.metadata.name === near);
  if (meant === undefined) return { is: 'outside' };
  return {
    is: 'doubtful',
    message: `the set has no Service for ${written} in its part of namespace ${namespace}, and has ${formatRef(refOf(meant.manifest))}`,
    fix: `did you mean ${near ?? ''}?`,
    related: [{ manifest: meant.manifest, path: meant.path, message: 'may be meant' }],
  };
}

/** `name.namespace` is for the resolver of a pod; Istio takes it for a name outside of the cluster. */
function lookupOther(mesh: Mesh, host: string): HostAnswer {
  const [name = '', namespace = '', third, ...rest] = host.split('.');
  if (rest.length === 0 && (third === undefined || third === 'svc')) {
    const [meant] = knownHostsOf(mesh).exactly(`${name}.${namespace}${CLUSTER}`);
    if (meant !== undefined || extentOf(mesh).namespaces.has(namespace))
      return {
        is: 'missing',
        message: `no ServiceEntry has the host ${host}, and Istio does not complete names with dots`,
        fix: meant === undefined ? undefined : `write ${meant.host}`,
        related:
          meant === undefined
            ? []
            : [{ manifest: meant.manifest, path: meant.path, message: 'may be meant' }],
      };
  }
  return {
    is: 'external',
    message: `no ServiceEntry of the set has the host ${host}`,
    // Only who reports it needs it.
    get fix() {
      const near = suggest(host, externalHosts(mesh));
      return near === undefined ? undefined : `did you mean ${near}?`;
    },
  };
}

/** So many names are compared with one that is not known. */
const MOST = 1000;

const externalHosts = perMesh((mesh): readonly string[] =>
  knownHostsOf(mesh)
    .all.map(({ host }) => host)
    .filter((host) => !host.endsWith(CLUSTER) && !host.startsWith('*'))
    .slice(0, MOST),
);

interface ServiceNames {
  in(namespace: string): readonly KnownHost[];
  named(name: string): readonly KnownHost[];
}

/** The Services by name and by namespace. */
const servicesOf = perMesh((mesh): ServiceNames => {
  const byNamespace = new Map<string, KnownHost[]>();
  const byName = new Map<string, KnownHost[]>();
  const add = (index: Map<string, KnownHost[]>, key: string, known: KnownHost): void => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [known]);
    else list.push(known);
  };
  for (const known of knownHostsOf(mesh).all) {
    if (known.manifest.kind !== 'Service') continue;
    add(byNamespace, known.namespace, known);
    add(byName, known.manifest.metadata.name, known);
  }
  return {
    in: (namespace) => byNamespace.get(namespace) ?? [],
    named: (name) => byName.get(name) ?? [],
  };
});
