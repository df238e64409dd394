import { itemsAt, stringAt, stringsAt } from '../../mesh/fields.js';
import { knownHostsOf } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { Service } from '../../mesh/service.js';

/** The hosts that requests may have, as far as a set tells. */
export interface RequestHosts {
  /** The Services that callers call so, from whatever namespace. */
  services(host: string): readonly Service[];
  /** Whether a route, a gateway or a ServiceEntry gives a host, whatever port it listens on. */
  isGiven(host: string): boolean;
  /** Names of Services of a namespace. */
  named(namespace: string): readonly string[];
}

/** Reads them once. Letters are compared without case, as policies do. */
export const requestHosts = perMesh((mesh: Mesh): RequestHosts => {
  const services = new Map<string, Service[]>();
  const names = new Map<string, string[]>();
  for (const service of mesh.services.all) {
    const { name } = service.ref;
    const [short, middle] = [`${name}.${service.namespace}`, `${name}.${service.namespace}.svc`];
    for (const host of [name, short, middle, service.host]) push(services, host, service);
    push(names, service.namespace, name);
  }
  const given = givenHosts(mesh);
  return {
    services: (host) => services.get(host.toLowerCase()) ?? [],
    isGiven: (host) => given.has(host.toLowerCase()),
    named: (namespace) => names.get(namespace) ?? [],
  };
});

function givenHosts(mesh: Mesh): ReadonlySet<string> {
  const { manifests } = mesh;
  const routers = manifests
    .ofKind('networking.istio.io', 'VirtualService')
    .flatMap((manifest) => [
      ...stringsAt(manifest, 'spec', 'hosts'),
      ...itemsAt(manifest, 'spec', 'http').flatMap((route) => [
        stringAt(route, 'rewrite', 'authority') ?? '',
        ...[route, ...itemsAt(route, 'route')].flatMap((one) =>
          ['set', 'add'].flatMap((way) =>
            ['host', 'Host', ':authority'].map(
              (name) => stringAt(one, 'headers', 'request', way, name) ?? '',
            ),
          ),
        ),
      ]),
    ]);
  const servers = manifests
    .ofKind('networking.istio.io', 'Gateway')
    .flatMap((gateway) => itemsAt(gateway, 'spec', 'servers').flatMap((server) => stringsAt(server, 'hosts')))
    .map((host) => host.slice(host.indexOf('/') + 1));
  const entries = knownHostsOf(mesh)
    .all.filter(({ manifest }) => manifest.kind === 'ServiceEntry')
    .map(({ host }) => host);
  const rules = manifests
    .ofKind('networking.k8s.io', 'Ingress')
    .flatMap((ingress) => itemsAt(ingress, 'spec', 'rules').map((rule) => stringAt(rule, 'host') ?? ''));
  return new Set([...routers, ...servers, ...entries, ...rules].map((host) => host.toLowerCase()));
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
