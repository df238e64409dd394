import { itemsAt, numberAt, objectAt, stringAt, stringsAt, textsAt, type Field } from '../../mesh/fields.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { protocolNamed, type Protocol } from '../../mesh/protocol.js';
import type { RegistryService } from '../../mesh/registry.js';
import { visibleIn } from '../../mesh/virtual-service.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { refOf, type Manifest, type ResourceRef } from '../../model/manifest.js';
import { aliasesOf, type Aliases } from './aliases.js';
import { covers, mostSpecific, overlaps } from './host-match.js';
import { clustersOf, oneForEachHost } from './imported-services.js';
import type { BoundVirtualService, VirtualServices } from './virtual-services.js';

/** One `egress` entry of a Sidecar, or the one that stands for none. */
export interface EgressScope {
  readonly path: FieldPath;
  /** Absent for the entry of all ports that have none of their own. */
  readonly port?: { readonly number: number; readonly protocol: Protocol };
  readonly services: readonly RegistryService[];
  readonly byHost: ReadonlyMap<string, RegistryService>;
  /** Further names of the services. */
  readonly aliases: Aliases;
  readonly virtualServices: readonly BoundVirtualService[];
  /** Of the VirtualServices with a wildcard, the one that a service belongs to. */
  readonly mostSpecific: (host: string) => BoundVirtualService | undefined;
}

/** What a proxy knows of the mesh. */
export interface OutboundScope {
  readonly resource?: ResourceRef;
  readonly egress: readonly EgressScope[];
  /** The services to which it can send at all. */
  readonly clusters: ReadonlyMap<string, RegistryService>;
  readonly registryOnly: boolean;
  /** What says so. */
  readonly policyPath?: FieldPath;
  readonly ingress: readonly Field[];
}

/** The scopes of all proxies. */
export type OutboundScopes = (workload: Workload) => OutboundScope;

/** Services, and the names that they have beside their own. */
interface Known {
  readonly registry: readonly RegistryService[];
  readonly aliases: Aliases;
}

interface EgressHost {
  readonly namespace: string;
  readonly host: string;
}

/** Reads Sidecars (istio `pilot/pkg/model/sidecar.go`). */
export function outboundScopes(
  mesh: Mesh,
  registry: readonly RegistryService[],
  virtualServices: VirtualServices,
): OutboundScopes {
  const sidecars = mesh.objects('Sidecar');
  const known = new Map<string, OutboundScope>();
  const aliases = aliasesOf(registry);
  return (workload) => {
    const sidecar = workload.proxy === 'gateway' ? undefined : sidecarOf(sidecars, workload, mesh);
    const { namespace } = workload;
    const key = `${namespace}|${sidecar === undefined ? '' : `${namespaceOf(sidecar)}/${sidecar.metadata.name}`}`;
    let scope = known.get(key);
    if (scope === undefined) {
      scope = scopeOf(
        sidecar,
        namespace,
        mesh,
        { registry, aliases },
        virtualServices.boundTo('mesh', namespace),
      );
      known.set(key, scope);
    }
    return scope;
  };
}

/** One that selects the workload, else its namespace's, else the mesh's; of several the oldest. */
function sidecarOf(sidecars: readonly Manifest[], workload: Workload, mesh: Mesh): Manifest | undefined {
  const labelsOf = (manifest: Manifest) => textsAt(manifest, 'spec', 'workloadSelector', 'labels');
  const general = (manifest: Manifest): boolean =>
    objectAt(manifest, 'spec', 'workloadSelector') === undefined;
  const own = sidecars.filter((manifest) => namespaceOf(manifest) === workload.namespace);
  return (
    own.find(
      (manifest) => !general(manifest) && selects(mapSelector(labelsOf(manifest)), workload.labels) === 'yes',
    ) ??
    own.find(general) ??
    sidecars.find((manifest) => namespaceOf(manifest) === mesh.assumptions.rootNamespace && general(manifest))
  );
}

function scopeOf(
  sidecar: Manifest | undefined,
  namespace: string,
  mesh: Mesh,
  known: Known,
  virtualServices: readonly BoundVirtualService[],
): OutboundScope {
  const { registry } = known;
  const visible = registry.filter((service) => visibleIn(namespace, service.namespace, service.exportTo));
  const entries = itemsAt(sidecar, 'spec', 'egress');
  const egress =
    entries.length === 0
      ? [egressOf(undefined, [], namespace, { ...known, registry: visible }, virtualServices)]
      : entries.map((entry, i) =>
          egressOf(entry, ['spec', 'egress', i], namespace, { ...known, registry: visible }, virtualServices),
        );
  const policy = objectAt(sidecar, 'spec', 'outboundTrafficPolicy');
  const mode =
    policy === undefined
      ? mesh.assumptions.outboundTrafficPolicy
      : (stringAt(policy, 'mode') ?? 'REGISTRY_ONLY');
  return {
    ...(sidecar === undefined ? {} : { resource: refOf(sidecar) }),
    egress,
    clusters: clustersOf(egress, namespace, registry),
    registryOnly: mode === 'REGISTRY_ONLY',
    ...(policy === undefined ? {} : { policyPath: ['spec', 'outboundTrafficPolicy'] }),
    ingress: itemsAt(sidecar, 'spec', 'ingress'),
  };
}

function egressOf(
  entry: Field,
  path: FieldPath,
  namespace: string,
  { registry: visible, aliases }: Known,
  virtualServices: readonly BoundVirtualService[],
): EgressScope {
  const texts = entry === undefined ? ['*/*'] : stringsAt(entry, 'hosts');
  const all = texts.map((text) => parse(text, namespace));
  const [hosts, excluded] = [all.filter(({ not }) => !not), all.filter(({ not }) => not)];
  const number = numberAt(entry, 'port', 'number');
  const port =
    number === undefined
      ? undefined
      : { number, protocol: protocolNamed(stringAt(entry, 'port', 'protocol') ?? '') };
  const isOut = (ns: string, host: string): boolean =>
    excluded.some((one) => (one.namespace === '*' || one.namespace === ns) && covers(one.host, host));
  const services = visible.flatMap((service): readonly RegistryService[] => {
    const { namespace: ns, host } = service;
    if (isOut(ns, host)) return [];
    if (!hosts.some((one) => (one.namespace === '*' || one.namespace === ns) && covers(one.host, host)))
      return [];
    // A further name of a service has no ports of its own.
    if (port === undefined || port.number === 0 || service.alias !== undefined) return [service];
    const found = service.ports.find((one) => one.number === port.number);
    return found === undefined ? [] : [{ ...service, ports: [found] }];
  });
  const byHost = oneForEachHost(services, namespace);
  const known = virtualServices.filter((found) =>
    found.hosts.some(
      (host) =>
        hosts.some(
          (one) => (one.namespace === '*' || one.namespace === found.namespace) && overlaps(one.host, host),
        ) && !isOut(found.namespace, host),
    ),
  );
  return {
    path,
    ...(port === undefined ? {} : { port }),
    services: [...byHost.values()],
    byHost,
    aliases: importedAliases(byHost, aliases, hosts),
    virtualServices: known,
    mostSpecific: mostSpecificOf(known),
  };
}

/** A further name counts where one of the hosts names it that are of the same kind as the one that names the service. */
function importedAliases(
  services: ReadonlyMap<string, RegistryService>,
  aliases: Aliases,
  hosts: readonly EgressHost[],
): Aliases {
  const found = new Map<string, readonly string[]>();
  for (const [host, names] of aliases) {
    const service = services.get(host);
    if (service === undefined) continue;
    const own = hosts.filter(({ namespace }) => namespace === service.namespace);
    const naming = own.some((one) => covers(one.host, host))
      ? own
      : hosts.filter(({ namespace }) => namespace === '*');
    found.set(
      host,
      names.filter((name) => naming.some((one) => covers(one.host, name))),
    );
  }
  return found;
}

function mostSpecificOf(
  virtualServices: readonly BoundVirtualService[],
): (host: string) => BoundVirtualService | undefined {
  const first = new Map<string, BoundVirtualService>();
  const wildcards: string[] = [];
  for (const found of virtualServices) {
    for (const host of found.hosts) {
      if (first.has(host)) continue;
      first.set(host, found);
      if (host.startsWith('*')) wildcards.push(host);
    }
  }
  return (host) => first.get(host) ?? first.get(mostSpecific(host, wildcards) ?? '');
}

function parse(text: string, own: string): EgressHost & { readonly not: boolean } {
  const slash = text.indexOf('/');
  const not = text.startsWith('~');
  const namespace = text.slice(not ? 1 : 0, slash);
  return {
    not,
    namespace: namespace === '.' ? own : namespace === '' && not ? '*' : namespace,
    host: text.slice(slash + 1),
  };
}
