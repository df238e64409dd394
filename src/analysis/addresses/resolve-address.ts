import type { AddressUse } from '../../mesh/addresses/address-uses.js';
import { extentOf } from '../../mesh/extent.js';
import { itemsAt, stringsAt } from '../../mesh/fields.js';
import { knownHostsOf, type KnownHost } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { outsideService } from '../../mesh/outside-services.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { podsOf } from '../../mesh/pods/pod-index.js';
import type { KnownService } from '../../model/assumptions.js';
import { suggest } from '../../model/suggest.js';
import { hasOperated } from '../workloads/other-workloads.js';

/** What a resolver in a pod makes of a host. */
export type Resolved =
  | { readonly is: 'found'; readonly host: KnownHost }
  /** It would be a Service of a namespace that the set holds, and is not there. */
  | { readonly is: 'missing'; readonly namespace: string; readonly meant?: KnownHost | undefined }
  /** The set does not know: outside of the cluster, in a namespace of others, or named by the configuration. */
  | { readonly is: 'outside'; readonly service?: KnownService };

const OUTSIDE: Resolved = { is: 'outside' };

/**
 * Resolves a host from a namespace as the resolver of a pod does: `name` in its own namespace, `name.namespace`,
 * `name.namespace.svc`, in full, each with the name of a pod in front
 * (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
 */
export function resolveAddress(mesh: Mesh, use: AddressUse, namespace: string): Resolved {
  const resolved = resolveInSet(mesh, use, namespace);
  if (resolved.is === 'found' || mesh.assumptions.services === undefined) return resolved;
  const names = ['', `.${namespace}.svc.cluster.local`, '.svc.cluster.local', '.cluster.local'];
  const service = names
    .map((end) => outsideService(mesh, `${use.host}${end}`))
    .find((found) => found !== undefined);
  return service === undefined ? resolved : { is: 'outside', service };
}

function resolveInSet(mesh: Mesh, use: AddressUse, namespace: string): Resolved {
  const hosts = knownHostsOf(mesh);
  const [given] = [...hosts.exactly(use.host), ...hosts.covering(use.host)];
  if (given !== undefined) return { is: 'found', host: given };
  if (aliasesOf(mesh).has(use.host)) return OUTSIDE;
  const isCluster = /\.svc(?:\.cluster\.local)?$/.test(use.host);
  const labels = use.host.replace(/\.svc(?:\.cluster\.local)?$/, '').split('.');
  if (labels.length === 1 && !isCluster) return resolveBare(mesh, use, namespace);
  const [home = '', service = '', ...pod] = labels.toReversed();
  const found = service === '' ? undefined : serviceAt(mesh, service, home);
  if (found !== undefined) return { is: 'found', host: found };
  // `orders-0.orders` is a pod of a Service without an address.
  const own = labels.length === 2 && /-\d+$/.test(service) ? serviceAt(mesh, home, namespace) : undefined;
  if (own !== undefined) return { is: 'found', host: own };
  if (service === '' || pod.length > 1 || (!isCluster && labels.length > 2)) return OUTSIDE;
  return resolveIn(mesh, service, home, isCluster);
}

function resolveIn(mesh: Mesh, service: string, namespace: string, isCluster: boolean): Resolved {
  if (extentOf(mesh).namespaces.has(namespace)) {
    if (hasOperated(mesh, namespace)) return OUTSIDE;
    return { is: 'missing', namespace, meant: nearService(mesh, service, namespace) };
  }
  if (!isCluster) return OUTSIDE;
  const homes = namesakes(mesh, service);
  const near = suggest(
    namespace,
    homes.map((known) => known.namespace),
  );
  const meant = homes.find((known) => known.namespace === near);
  return meant === undefined ? OUTSIDE : { is: 'missing', namespace, meant };
}

function resolveBare(mesh: Mesh, use: AddressUse, namespace: string): Resolved {
  const { host, port, scheme } = use;
  const found = serviceAt(mesh, host, namespace);
  if (found !== undefined) return { is: 'found', host: found };
  if (!extentOf(mesh).namespaces.has(namespace) || hasOperated(mesh, namespace)) return OUTSIDE;
  const meant = nearService(mesh, host, namespace) ?? onlyOne(namesakes(mesh, host));
  const isMeant = meant?.ports.some(({ number }) => number === port) === true;
  // A word and a number are seldom an address, unless a Service has both; `http://backend` may be a name in a file.
  const isSure = scheme !== undefined && URLS.has(scheme) && (port !== undefined || !use.isFile);
  return isSure || isMeant ? { is: 'missing', namespace, meant } : OUTSIDE;
}

/** Schemes after which the name of a host stands, and nothing else. */
const URLS: ReadonlySet<string> = new Set(
  'http https ws wss grpc grpcs tcp redis rediss postgres postgresql mysql mongodb amqp amqps nats kafka'.split(
    ' ',
  ),
);

function serviceAt(mesh: Mesh, name: string, namespace: string): KnownHost | undefined {
  return knownHostsOf(mesh).exactly(`${name}.${namespace}.svc.cluster.local`)[0];
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function nearService(mesh: Mesh, name: string, namespace: string): KnownHost | undefined {
  const near = suggest(name, services(mesh).in.get(namespace) ?? []);
  return near === undefined ? undefined : serviceAt(mesh, near, namespace);
}

function namesakes(mesh: Mesh, name: string): readonly KnownHost[] {
  return services(mesh).named.get(name) ?? [];
}

const services = perMesh((mesh) => {
  const index = { in: new Map<string, string[]>(), named: new Map<string, KnownHost[]>() };
  for (const known of knownHostsOf(mesh).all) {
    if (known.manifest.kind !== 'Service') continue;
    const { name } = known.manifest.metadata;
    add(index.in, known.namespace, name);
    add(index.named, name, known);
  }
  return index;
});

function add<T>(index: Map<string, T[]>, key: string, item: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [item]);
  else list.push(item);
}

/** Hosts that pods give themselves, and the API server, which every namespace `default` has. */
const aliasesOf = perMesh(
  (mesh): ReadonlySet<string> =>
    new Set([
      ...[
        'kubernetes',
        'kubernetes.default',
        'kubernetes.default.svc',
        'kubernetes.default.svc.cluster.local',
      ],
      ...podsOf(mesh).all.flatMap(({ spec }) =>
        itemsAt(spec, 'hostAliases').flatMap((alias) => stringsAt(alias, 'hostnames')),
      ),
    ]),
);
