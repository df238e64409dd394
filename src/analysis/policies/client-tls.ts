import { at, itemsAt, numberAt, stringAt, stringsAt, textsAt } from '../../mesh/fields.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { Service } from '../../mesh/service.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { rulesForHost, type HostRule } from '../hosts/rules-for-host.js';
import { fullHost } from '../../mesh/host.js';
import { namespaceOf } from '../../mesh/workload.js';

/** The TLS that a DestinationRule sets in one place, and the ports of pods to which clients speak it. */
export interface ClientTlsSetting {
  /** Of the mode. */
  readonly path: FieldPath;
  readonly mode: string;
  readonly ports: () => Iterable<WorkloadPort>;
}

interface Level {
  readonly policy: FieldPath;
  /** Of a Service. @default - those that no other setting is for */
  readonly port?: number | undefined;
  readonly others: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What the proxies of clients speak because of a DestinationRule: for all ports, for the port of a Service, for a subset.
 * Settings of a port replace the others (istio `pilot/pkg/networking/util/util.go` GetPortLevelTrafficPolicy).
 */
export function clientTlsSettings(manifest: Manifest, mesh: Mesh): readonly ClientTlsSetting[] {
  const levels = [
    ...levelsOf(manifest, ['spec', 'trafficPolicy'], {}),
    ...itemsAt(manifest, 'spec', 'subsets').flatMap((subset, i) =>
      levelsOf(manifest, ['spec', 'subsets', i, 'trafficPolicy'], textsAt(subset, 'labels')),
    ),
  ];
  return levels.flatMap((level): ClientTlsSetting[] => {
    const path = [...level.policy, 'tls', 'mode'];
    const mode = stringAt(manifest, ...path);
    return mode === undefined ? [] : [{ path, mode, ports: () => portsAt(manifest, mesh, level) }];
  });
}

function levelsOf(manifest: Manifest, policy: FieldPath, labels: Level['labels']): readonly Level[] {
  const ports = itemsAt(manifest, ...policy, 'portLevelSettings').map((settings) =>
    numberAt(settings, 'port', 'number'),
  );
  return [
    { policy, labels, others: ports.filter((port) => port !== undefined) },
    ...ports.map((port, i) => ({ policy: [...policy, 'portLevelSettings', i], port, labels, others: [] })),
  ].filter(({ policy: path }) => at(manifest, ...path, 'tls') !== undefined);
}

function* portsAt(manifest: Manifest, mesh: Mesh, level: Level): Iterable<WorkloadPort> {
  const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespaceOf(manifest)).toLowerCase();
  const selector = mapSelector(level.labels);
  for (const service of servicesOf(mesh, host)) {
    if (!isUsed(manifest, mesh, service)) continue;
    for (const { number } of service.ports) {
      if (level.port === undefined ? level.others.includes(number) : level.port !== number) continue;
      for (const port of mesh.services.resolve(service.host, number))
        if (selects(selector, port.workload.labels) === 'yes') yield port;
    }
  }
}

const CLUSTER = '.svc.cluster.local';

/** The Services that have a host; of one with a wildcard, those of a namespace or of the cluster. */
function servicesOf(mesh: Mesh, host: string): readonly Service[] {
  if (!host.startsWith('*')) {
    const service = mesh.services.find(host);
    return service === undefined ? [] : [service];
  }
  if (`*${CLUSTER}`.endsWith(host.slice(1))) return mesh.services.all;
  const namespace = host.slice(2, -CLUSTER.length);
  return host.endsWith(CLUSTER) ? (servicesByNamespace(mesh).get(namespace) ?? []) : [];
}

const servicesByNamespace = perMesh((mesh): ReadonlyMap<string, readonly Service[]> => {
  const found = new Map<string, Service[]>();
  for (const service of mesh.services.all) {
    const list = found.get(service.namespace);
    if (list === undefined) found.set(service.namespace, [service]);
    else list.push(service);
  }
  return found;
});

/** Stands for a namespace that has no rules of its own. */
const ANY = '';

/** Whether the clients of some namespace follow the rule for a Service: another may come before it. */
function isUsed(manifest: Manifest, mesh: Mesh, { host, namespace }: Service): boolean {
  const home = namespaceOf(manifest);
  const isOwn = home !== namespace && home !== mesh.assumptions.rootNamespace;
  const clients = isOwn ? [home] : [home, namespace, ANY, ...stringsAt(manifest, 'spec', 'exportTo')];
  const isIt = (rule: HostRule): boolean => rule.manifest === manifest;
  return clients.some((client) => rulesForHost(mesh).applying(client, namespace, host).some(isIt));
}
