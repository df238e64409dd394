import type { FieldPath } from '../model/field-path.js';
import type { Manifest } from '../model/manifest.js';
import { itemsAt, numberAt, stringAt } from './fields.js';
import { hostCovers } from './host.js';
import type { Mesh } from './mesh.js';
import { perMesh } from './per-mesh.js';
import { serviceOf } from './service.js';
import { exportsOf } from './virtual-service.js';
import { namespaceOf } from './workload.js';

/** A host that a Service or a ServiceEntry gives to the mesh. */
export interface KnownHost {
  readonly host: string;
  readonly manifest: Manifest;
  /** The field that gives it. */
  readonly path: FieldPath;
  readonly namespace: string;
  /** `undefined` is everywhere. */
  readonly exportTo?: readonly string[] | undefined;
  readonly ports: readonly KnownPort[];
}

/** A port of a host. */
export interface KnownPort {
  readonly number: number;
  /** Of a ServiceEntry as written, of a Service what carries it: TCP, UDP. */
  readonly protocol: string;
  readonly name: string;
}

/** The hosts of a mesh. */
export interface KnownHosts {
  readonly all: readonly KnownHost[];
  /** Those of just this name. */
  exactly(host: string): readonly KnownHost[];
  /** Those that a Service or a ServiceEntry gives. */
  givenBy(manifest: Manifest): readonly KnownHost[];
  /** Those with a wildcard that this host is one of, the most specific first. */
  covering(host: string): readonly KnownHost[];
  /** Those that a host with a wildcard covers. */
  within(wildcard: string): readonly KnownHost[];
}

/** The hosts that Services and ServiceEntries of a set give to the mesh. */
export const knownHostsOf = perMesh((mesh: Mesh): KnownHosts => {
  const { exports } = mesh.settings;
  const services = mesh.manifests.ofKind('', 'Service').map((manifest): KnownHost => {
    const { host, namespace, ports, exportTo } = serviceOf(manifest, exports);
    return { host, manifest, path: ['metadata', 'name'], namespace, exportTo, ports };
  });
  const entries = mesh.manifests
    .ofKind('networking.istio.io', 'ServiceEntry')
    .flatMap((manifest) => hostsOfEntry(manifest, exports.services));
  const all = [...services, ...entries];
  const byHost = new Map<string, KnownHost[]>();
  for (const known of all) {
    const list = byHost.get(known.host);
    if (list === undefined) byHost.set(known.host, [known]);
    else list.push(known);
  }
  const byManifest = new Map<Manifest, KnownHost[]>();
  for (const known of all) {
    const list = byManifest.get(known.manifest);
    if (list === undefined) byManifest.set(known.manifest, [known]);
    else list.push(known);
  }
  const wildcards = [...byHost.keys()]
    .filter((host) => host.startsWith('*'))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return {
    all,
    exactly: (host) => byHost.get(host) ?? [],
    givenBy: (manifest) => byManifest.get(manifest) ?? [],
    covering: (host) =>
      wildcards.filter((wildcard) => hostCovers(wildcard, host)).flatMap((name) => byHost.get(name) ?? []),
    within: (wildcard) => all.filter(({ host }) => hostCovers(wildcard, host)),
  };
});

function hostsOfEntry(manifest: Manifest, defaults: readonly string[] | undefined): readonly KnownHost[] {
  const exportTo = exportsOf(manifest, defaults);
  const ports = itemsAt(manifest, 'spec', 'ports').flatMap((port): KnownPort[] => {
    const number = numberAt(port, 'number');
    const [protocol, name] = [stringAt(port, 'protocol') ?? 'TCP', stringAt(port, 'name') ?? ''];
    return number === undefined ? [] : [{ number, protocol, name }];
  });
  return itemsAt(manifest, 'spec', 'hosts').flatMap((host, i): KnownHost[] =>
    typeof host === 'string'
      ? [
          {
            host: host.toLowerCase(),
            manifest,
            path: ['spec', 'hosts', i],
            namespace: namespaceOf(manifest),
            exportTo,
            ports,
          },
        ]
      : [],
  );
}
