import { at, stringsAt, type Field } from '../../mesh/fields.js';
import { isUnmodelled } from '../../mesh/match.js';
import { outsideAt } from '../../mesh/outside-services.js';
import type { Endpoint, RegistryPort, RegistryService } from '../../mesh/registry.js';
import type { Workload } from '../../mesh/workload.js';
import { formatRef } from '../../model/manifest.js';
import { arrive, isWebSocketOverHttp2, tlsInTls, webSocketOverHttp2 } from './arrive.js';
import { identityOf, podEnd, spiffeId, type Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import {
  balancer,
  endpointTlsMode,
  upgradesHttp2,
  tlsMode,
  tlsSettings,
  type EffectiveRule,
  type RuleSubset,
} from './destination-rules.js';
import type { Mesh } from '../../mesh/mesh.js';
import { entryDoubt, namespaceDoubt } from './doubt.js';
import { ended, type Ending } from './ending.js';
import { endedOutside } from './outside.js';
import { patienceOf, type Patience } from './patience.js';
import type { Trace } from './trace.js';

/** What a proxy sends to: a port of a host, or a subset of it. */
export interface Cluster {
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
}

/** A connection before its TLS is chosen. */
export type Outgoing = Omit<Connection, 'tls' | 'identity' | 'sni'>;

/** What happens to what a proxy sends to a cluster. */
export function sendTo(
  compiled: CompiledMesh,
  client: Workload,
  cluster: Cluster,
  known: ReadonlyMap<string, RegistryService> | undefined,
  outgoing: Outgoing,
  trace: Trace,
  patience: Patience = patienceOf(undefined, compiled.mesh.settings),
): readonly Ending[] {
  const { host, port, subset: name } = cluster;
  const failed = (outcome: 'unreachable' | 'refused'): readonly Ending[] =>
    outgoing.byHttpProxy ? ended(trace, outcome, 503) : ended(trace, 'refused', null, { nowhere: true });
  const own = known === undefined ? compiled.serviceFor(host, client.namespace) : known.get(host);
  const service = own ?? (compiled.byHost.has(host) ? undefined : outsideAt(compiled.mesh, host, port));
  const found = service?.ports.find(({ number }) => number === port);
  if (service === undefined || found === undefined || found.protocol === 'udp') {
    trace.add('destination', () => missingText(compiled, cluster, service), service?.ref);
    return failed('unreachable');
  }
  const doubt =
    namespaceDoubt(compiled.mesh, service.namespace) ??
    (service.source === 'service-entry' ? entryDoubt(compiled.mesh) : undefined);
  if (doubt !== undefined) {
    trace.add('scope', doubt);
    return ended(trace, 'unknown', null);
  }
  const rule = compiled.rules(client, service);
  const subset = name === undefined ? undefined : rule?.subsets.get(name);
  if (name !== undefined && subset === undefined) {
    trace.add(
      'destination',
      () =>
        rule === undefined
          ? `subset ${name} of ${host}: no DestinationRule for this host holds for ${client.id}`
          : `subset ${name} of ${host} is not in ${formatRef(rule.ref)}`,
      rule?.ref,
      ['spec', 'subsets'],
    );
    return failed('unreachable');
  }
  const passes = service.passthrough || balancer(rule, subset, port) === 'PASSTHROUGH';
  const choice: Choice = {
    passes,
    service,
    port: found,
    ...(rule === undefined ? {} : { rule }),
    ...(subset === undefined ? {} : { subset }),
    cluster,
  };
  const { original } = outgoing;
  if (passes && client.proxy === 'sidecar' && original !== undefined) {
    const [some] = found.endpoints;
    const tls = tlsTo(compiled, client, some ?? { labels: {}, port, count: 1 }, choice, trace);
    return original(connectionOf(compiled, client, outgoing, choice, tls), trace).map((ending) =>
      ending.destination === undefined
        ? ending
        : { ...ending, destination: { ...ending.destination, service: service.host } },
    );
  }
  const endpoints = found.endpoints.filter(
    ({ labels }) =>
      service.outside === true ||
      Object.entries(subset?.labels ?? {}).every(([key, value]) => labels[key] === value),
  );
  trace.add(
    'destination',
    () =>
      `${placeText(service)} :${port}, ${name === undefined ? 'all endpoints' : `subset ${name}`}${patience.text === '' ? '' : `, ${patience.text}`}`,
    subset?.ref ?? service.ref,
    subset?.path,
  );
  if (endpoints.length === 0) {
    trace.add('destination', 'it has no endpoints', subset?.ref ?? service.ref, subset?.path);
    return failed('unreachable');
  }
  return spread(endpoints, trace, patience.retries && outgoing.byHttpProxy, (endpoint, part) =>
    toEndpoint(compiled, client, endpoint, choice, outgoing, part),
  );
}

/** `shop/web`; the host of what is no Service. */
function placeText({ source, namespace, host, ref }: RegistryService): string {
  return source === 'kubernetes' ? `${namespace}/${ref.name}` : host;
}

function missingText(
  { serviceFor }: CompiledMesh,
  { host, port }: Cluster,
  service: RegistryService | undefined,
): string {
  if (service !== undefined)
    return `${host} has no port ${port}; it has ${service.ports.map(({ number }) => number).join(', ')}`;
  const somewhere = serviceFor(host, '');
  return somewhere === undefined
    ? `no Service or ServiceEntry has the host ${host}`
    : `the proxy does not know ${host}`;
}

/** All endpoints, each with its part; a proxy that can goes from one that takes no connection to another. */
export function spread(
  endpoints: readonly Endpoint[],
  trace: Trace,
  retries: boolean,
  visit: (endpoint: Endpoint, trace: Trace) => readonly Ending[],
): readonly Ending[] {
  const [only] = endpoints;
  if (only !== undefined && endpoints.length === 1) return visit(only, trace);
  const all = endpoints.map((endpoint) => ({
    count: endpoint.count,
    endings: visit(endpoint, trace.fork()),
  }));
  const connected = all.filter(({ endings }) => endings.every(({ unconnected }) => unconnected !== true));
  const chosen = retries && connected.length > 0 ? connected : all;
  const total = chosen.reduce((sum, { count }) => sum + count, 0);
  return chosen.flatMap(({ count, endings }) =>
    endings.map((ending) => ({ ...ending, share: (ending.share * count) / total })),
  );
}

interface Choice {
  readonly service: RegistryService;
  readonly port: RegistryPort;
  readonly rule?: EffectiveRule;
  readonly subset?: RuleSubset;
  readonly cluster: Cluster;
  /** True if connections go where they were going anyway. */
  readonly passes: boolean;
}

function toEndpoint(
  compiled: CompiledMesh,
  client: Workload,
  endpoint: Endpoint,
  choice: Choice,
  outgoing: Outgoing,
  trace: Trace,
): readonly Ending[] {
  const { service, cluster } = choice;
  if (endpoint.workload === undefined && endpoint.external === undefined) return endedOutside(service, trace);
  const tls = tlsTo(compiled, client, endpoint, choice, trace);
  const connection = connectionOf(compiled, client, outgoing, choice, tls);
  const { workload, port } = endpoint;
  if (workload === undefined) return outside(endpoint, connection, cluster, trace);
  if (workload.proxy === 'gateway') return compiled.enterGateway(compiled, workload, port, connection, trace);
  const target = {
    workload,
    port,
    service: service.host,
    ...(cluster.subset === undefined ? {} : { subset: cluster.subset }),
  };
  return arrive(compiled, target, connection, client, trace);
}

function connectionOf(
  { mesh }: CompiledMesh,
  client: Workload,
  outgoing: Outgoing,
  choice: Choice,
  tls: Connection['tls'],
): Connection {
  const { cluster, service, rule, subset, port } = choice;
  const upgrades = upgradesHttp2(rule, subset, port.number) ?? mesh.settings.upgradesHttp2;
  const http2 = port.http2 || (port.protocol === 'http' && upgrades);
  const connection = { ...outgoing, end: podEnd(mesh, client), who: client.id, tls, http2 };
  if (tls !== 'mtls') return connection;
  const sni = `outbound_.${cluster.port}_.${cluster.subset ?? ''}_.${service.host}`;
  return { ...connection, identity: identityOf(mesh, client), sni, wanted: namesOf(mesh, choice) };
}

/** `subjectAltNames` of a rule replace those of the service's accounts. */
function namesOf({ assumptions }: Mesh, { rule, subset, port, service }: Choice): readonly string[] {
  const names = stringsAt(tlsSettings(rule, subset, port.number)?.value, 'subjectAltNames');
  if (names.length > 0) return names;
  const workloads = service.ports.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ workload }) => workload ?? []),
  );
  return [...new Set(workloads.map((workload) => spiffeId(assumptions, workload)))];
}

/** The TLS that a client's proxy speaks (istio `core/cluster_tls.go` buildUpstreamTLSSettings). */
function tlsTo(
  compiled: CompiledMesh,
  client: Workload,
  endpoint: Endpoint,
  { service, port, rule, subset, passes }: Choice,
  trace: Trace,
): Connection['tls'] {
  const settings = tlsSettings(rule, subset, port.number);
  if (settings !== undefined) {
    const mode = tlsMode(settings);
    const spoken = spokenOf(mode, settings.value, client, rule);
    const text = { mtls: nameText(compiled, client), tls: 'TLS of its own', none: 'plaintext' }[spoken];
    const said = `${text}, says TLS mode ${mode} of ${formatRef(settings.ref)}`;
    trace.add('tls', said, settings.ref, settings.path);
    return spoken;
  }
  const marked = endpointTlsMode(rule, subset, port.number);
  const takes = autoMtls(compiled, endpoint, { service, port, passes }, marked);
  trace.add('tls', () => (takes ? nameText(compiled, client) : `${client.id} speaks plaintext`));
  return takes ? 'mtls' : 'none';
}

function nameText({ mesh }: CompiledMesh, { namespace, serviceAccount }: Workload): string {
  return `mutual, as ${mesh.assumptions.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

function spokenOf(
  mode: string,
  value: Field,
  client: Workload,
  rule: EffectiveRule | undefined,
): Connection['tls'] {
  if (mode === 'DISABLE') return 'none';
  if (mode === 'ISTIO_MUTUAL') return 'mtls';
  // Sidecars get certificates by name only from rules that select them; otherwise the settings are dropped.
  const credential = at(value, 'credentialName') !== undefined;
  return credential && client.proxy === 'sidecar' && rule?.selector === undefined ? 'none' : 'tls';
}

/** Without settings, mTLS goes to endpoints with a sidecar that take it. */
function autoMtls(
  { mtls: modes, namespaceMtls, mesh: { settings } }: CompiledMesh,
  { workload, port }: Endpoint,
  { service, port: { endpoints }, passes }: Pick<Choice, 'service' | 'port' | 'passes'>,
  marked: string | undefined,
): boolean {
  if (!settings.autoMtls || service.external || workload === undefined) return false;
  const hasSidecar = (one: Workload | undefined): boolean => one?.proxy === 'sidecar';
  if (passes && !endpoints.every((one) => hasSidecar(one.workload))) return false;
  const ofService = namespaceMtls(service.namespace, workload);
  if (!isUnmodelled(ofService) && ofService.mode === 'DISABLE') return false;
  // Only endpoints with a sidecar get a mark (istio `pilot/pkg/networking/util/util.go` AppendLbEndpointMetadata).
  if (marked !== undefined && !passes) return marked === 'ISTIO_MUTUAL' && hasSidecar(workload);
  const mtls = modes(workload, port);
  return hasSidecar(workload) && (isUnmodelled(mtls) || mtls.mode !== 'DISABLE' || passes);
}

function outside(
  { external = '', port }: Endpoint,
  connection: Connection,
  { host, subset }: Cluster,
  trace: Trace,
): readonly Ending[] {
  const { message } = connection;
  if (connection.tls === 'mtls') {
    trace.add('tls', `${external} is outside of the mesh and has no identity`);
    return ended(trace, 'refused', connection.byHttpProxy ? 503 : null, { unconnected: true });
  }
  if (message.sealed && connection.tls === 'tls') return tlsInTls(trace);
  if (isWebSocketOverHttp2(connection)) return webSocketOverHttp2(trace);
  trace.add('port', `${external} gets it on port ${port}`);
  return ended(trace, 'routed', null, {
    destination: {
      workload: `external/${external}`,
      port,
      service: host,
      ...(subset === undefined ? {} : { subset }),
    },
    ...(message.kind === 'http' ? { host: message.authority, path: message.path } : {}),
  });
}
