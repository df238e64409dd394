import { extentOf } from '../../mesh/extent.js';
import { knownHostsOf, type KnownHost } from '../../mesh/known-hosts.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import type { SidecarScope } from '../../mesh/sidecar-scope.js';
import { visibleIn } from '../../mesh/virtual-service.js';
import { formatRef, refOf, type ResourceRef } from '../../model/manifest.js';
import { routedHosts } from '../routes/routed-hosts.js';
import { defineRule } from '../rule.js';

export const serviceEntryImported = defineRule({
  id: 'service-entry-imported',
  severity: 'info',
  what: 'No proxy knows the host of a ServiceEntry: the Sidecars leave it out.',
  why: 'A proxy knows what the `egress` of its Sidecar imports; for the others the host is a name that the mesh does not know.',
  fix: 'Add the host to the `egress` of the Sidecars of those who call it, or remove the ServiceEntry.',
  kinds: ['networking.istio.io/ServiceEntry'],

  *check(manifest, mesh) {
    const routed = routedHosts(mesh);
    for (const known of knownHostsOf(mesh).givenBy(manifest)) {
      const { host, path, ports, exportTo = ['*'], namespace: home } = known;
      if (host.startsWith('*') || ports.length === 0 || routed.has(host)) continue;
      const names = exportTo.map((target) => (target === '.' ? home : target));
      // Proxies of namespaces that the set does not hold may know it.
      if (names.some((name) => name !== '*' && !extentOf(mesh).namespaces.has(name))) continue;
      const viewers = scopesOf(mesh).filter(({ namespace }) => visibleIn(namespace, home, known.exportTo));
      const [first] = viewers;
      const sidecar = first?.scope.resource;
      if (first === undefined || sidecar === undefined || viewers.some(({ scope }) => knows(scope, known)))
        continue;
      yield {
        path,
        message: `no Sidecar imports it; ${formatRef(sidecar)} does not`,
        related: related(mesh, sidecar),
      };
    }
  },
});

interface Scoped {
  readonly namespace: string;
  readonly scope: SidecarScope;
}

/** The different scopes of the pods with a sidecar. */
const scopesOf = perMesh((mesh: Mesh): readonly Scoped[] => {
  const found = new Map<string, Scoped>();
  for (const workload of mesh.workloads) {
    if (workload.proxy === 'none' || workload.proxy === 'gateway') continue;
    const scope = mesh.scopes(workload);
    const name = scope.resource === undefined ? '' : formatRef(scope.resource);
    const key = `${workload.namespace}|${name}|${scope.unclear === undefined ? '' : workload.id}`;
    if (!found.has(key)) found.set(key, { namespace: workload.namespace, scope });
  }
  return [...found.values()];
});

function knows(scope: SidecarScope, { host, namespace, exportTo, ports, manifest }: KnownHost): boolean {
  if (scope.resource === undefined || scope.unclear !== undefined) return true;
  const service = {
    ref: refOf(manifest),
    namespace,
    host,
    ports: [],
    keepsSource: false,
    ...(exportTo === undefined ? {} : { exportTo }),
  };
  return ports.some(({ number, name }) =>
    scope.imports({ service, port: { number, name, protocol: 'TCP', target: number } }),
  );
}

function related(mesh: Mesh, sidecar: ResourceRef) {
  return mesh.manifests
    .same(sidecar)
    .slice(0, 1)
    .map((manifest) => ({ manifest, path: ['spec', 'egress'], message: 'says what is imported' }));
}
