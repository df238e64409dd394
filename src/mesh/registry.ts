import { refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { itemsAt, numberAt, stringAt, stringsAt, textsAt, type Field } from './fields.js';
import { mapSelector, selects, type Labels } from './labels.js';
import type { Mesh } from './mesh.js';
import { outsideKubernetes } from './outside-services.js';
import { isHttp2, protocolNamed, protocolOfPort, type Protocol } from './protocol.js';
import { targetNumber, type Service } from './service.js';
import { assumedGatewayService } from './gateway-service.js';
import { exportsOf } from './virtual-service.js';
import { namespaceOf, type Workload } from './workload.js';

/** A place to which a service leads. */
export interface Endpoint {
  /** Absent outside of the cluster, and outside of the set. */
  readonly workload?: Workload;
  /** The name or address outside of the cluster; absent for what is in it. */
  readonly external?: string;
  readonly labels: Labels;
  readonly port: number;
  /** How many of them there are. */
  readonly count: number;
}

/** A port of a service of the mesh. */
export interface RegistryPort {
  readonly number: number;
  readonly protocol: Protocol;
  /** True if clients' proxies speak HTTP/2 to it. */
  readonly http2: boolean;
  readonly endpoints: readonly Endpoint[];
}

/** A service as Istio knows it: of Kubernetes, or of a ServiceEntry; one for each host. */
export interface RegistryService {
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly host: string;
  readonly source: 'kubernetes' | 'service-entry';
  /** True if the set does not have it, and it is said to exist: what is behind it is not known. */
  readonly outside?: true;
  readonly exportTo?: readonly string[];
  readonly ports: readonly RegistryPort[];
  /** True if the mesh has no identity for it. */
  readonly external: boolean;
  /** Callers' own addresses are kept, or the proxy picks an endpoint. */
  readonly passthrough: boolean;
  /** Addresses at which callers reach it; none where only the host tells. */
  readonly addresses: readonly string[];
  /** The host that it is another name of (ExternalName). */
  readonly alias?: string;
  /** True if it has an address of its own that DNS gives. */
  readonly clusterIp: boolean;
}

/** All services that Istio would know, older ones first. */
export function registryOf(mesh: Mesh): readonly RegistryService[] {
  const byName = new Map(mesh.services.all.map((service) => [service.host, service]));
  const kubernetes = mesh.objects('Service').flatMap((manifest) => {
    const service = byName.get(`${manifest.metadata.name}.${namespaceOf(manifest)}.svc.cluster.local`);
    return service === undefined ? [] : [ofKubernetes(mesh, manifest, service)];
  });
  const gateway = assumedGatewayService(mesh);
  const entries = mesh.objects('ServiceEntry').flatMap((manifest) => ofEntry(mesh, manifest));
  const own = [...kubernetes, ...(gateway === undefined ? [] : [gateway]), ...entries];
  return [...own, ...outsideKubernetes(mesh, new Set(own.map(({ host }) => host)))];
}

function ofKubernetes(mesh: Mesh, manifest: Manifest, service: Service): RegistryService {
  const alias = stringAt(manifest, 'spec', 'externalName');
  const ip = stringAt(manifest, 'spec', 'clusterIP');
  const clusterIp = alias === undefined && ip !== 'None';
  return {
    ref: service.ref,
    namespace: service.namespace,
    host: service.host,
    source: 'kubernetes',
    ...(service.exportTo === undefined ? {} : { exportTo: service.exportTo }),
    ports: service.ports.map((port) => ({
      number: port.number,
      protocol: protocolOfPort(port),
      http2: isHttp2(port.appProtocol ?? port.name.split('-')[0] ?? ''),
      endpoints: mesh.services
        .resolve(service.host, port.number)
        .flatMap(({ workload }) => endpointsOf(workload, targetNumber(port, workload))),
    })),
    external: false,
    passthrough: !clusterIp && alias === undefined,
    addresses: clusterIp && ip !== undefined && ip !== '' ? [ip] : [],
    ...(alias === undefined ? {} : { alias }),
    clusterIp,
  };
}

function endpointsOf(workload: Workload, port: number | undefined): readonly Endpoint[] {
  const count = workload.replicas ?? 1;
  if (port === undefined || count === 0) return [];
  return [{ workload, labels: workload.labels.labels, port, count }];
}

function ofEntry(mesh: Mesh, manifest: Manifest): readonly RegistryService[] {
  const exportTo = exportsOf(manifest, mesh.settings.exports.services);
  const resolution = stringAt(manifest, 'spec', 'resolution') ?? 'NONE';
  return stringsAt(manifest, 'spec', 'hosts').map((host) => ({
    ref: refOf(manifest),
    namespace: namespaceOf(manifest),
    host,
    source: 'service-entry' as const,
    ...(exportTo === undefined ? {} : { exportTo }),
    ports: itemsAt(manifest, 'spec', 'ports').map((port) => ({
      number: numberAt(port, 'number') ?? 0,
      protocol: protocolNamed(stringAt(port, 'protocol') ?? ''),
      http2: isHttp2(stringAt(port, 'protocol') ?? ''),
      endpoints: entryEndpoints(mesh, manifest, port, host, resolution),
    })),
    external: (stringAt(manifest, 'spec', 'location') ?? 'MESH_EXTERNAL') === 'MESH_EXTERNAL',
    passthrough: resolution === 'NONE',
    addresses: stringsAt(manifest, 'spec', 'addresses'),
    clusterIp: false,
  }));
}

/** Endpoints of a ServiceEntry: selected pods, those that it lists, or, for DNS, the host itself. */
function entryEndpoints(
  mesh: Mesh,
  manifest: Manifest,
  port: Field,
  host: string,
  resolution: string,
): readonly Endpoint[] {
  const number = numberAt(port, 'number') ?? 0;
  const target = numberAt(port, 'targetPort') ?? number;
  const selected = textsAt(manifest, 'spec', 'workloadSelector', 'labels');
  if (Object.keys(selected).length > 0) {
    return mesh.workloads
      .filter(
        (workload) =>
          workload.namespace === namespaceOf(manifest) &&
          selects(mapSelector(selected), workload.labels) === 'yes',
      )
      .flatMap((workload) => endpointsOf(workload, target));
  }
  const listed = itemsAt(manifest, 'spec', 'endpoints');
  if (listed.length === 0 && resolution.includes('DNS')) {
    return [{ external: host, labels: {}, port: target, count: 1 }];
  }
  return listed.map((endpoint) => ({
    external: stringAt(endpoint, 'address') ?? host,
    labels: textsAt(endpoint, 'labels'),
    port: numberAt(endpoint, 'ports', stringAt(port, 'name') ?? '') ?? target,
    count: 1,
  }));
}
