import { fullHost } from '../../mesh/host.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { virtualServiceOf, visibleIn, type VirtualService } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { rootsOf } from '../routes/bindings.js';
import { destinationFields } from '../routes/destinations.js';
import { defineRule } from '../rule.js';

export const virtualServiceSubsetAtGateway = defineRule({
  id: 'virtual-service-subset-at-gateway',
  severity: 'warning',
  what: 'A route of a gateway leads to a host for which a VirtualService of the sidecars chooses among subsets.',
  why: 'A gateway follows its own routes only: what comes in through it goes to all pods of the host, whatever the weights of the subsets are.',
  fix: 'Name the subsets in the route of the gateway too, or bind the other VirtualService to both.',
  equivalent: ['IST0140'],
  differs:
    'istioctl compares short names without their namespaces, and reports routes that only sidecars use.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const roots = rootsOf(mesh, manifest);
    if (!roots.some(({ gateways }) => gateways.some((name) => name !== 'mesh'))) return;
    const namespace = namespaceOf(manifest);
    for (const { kind, host, subset, path, isMirror } of destinationFields(manifest)) {
      if (kind !== 'http' || subset !== undefined || isMirror) continue;
      const full = fullHost(host, namespace).toLowerCase();
      // Where it has the host itself, what it says is said for both.
      if (roots.some(({ hosts }) => hosts.some((name) => name.toLowerCase() === full))) continue;
      const other = splits(mesh)
        .get(full)
        ?.find((it) => visibleIn(namespace, it.namespace, it.exportTo));
      if (other === undefined) continue;
      yield {
        path: [...path, 'host'],
        message: `${formatRef(refOf(other.manifest))} chooses among subsets of ${host}, and not for this route`,
        related: [{ manifest: other.manifest, path: ['spec', 'http'], message: 'chooses among the subsets' }],
      };
      return;
    }
  },
});

/** The VirtualServices for sidecars whose routes lead to subsets of their own host, by the host. */
const splits = perMesh((mesh): ReadonlyMap<string, readonly VirtualService[]> => {
  const found = new Map<string, VirtualService[]>();
  for (const manifest of mesh.manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const it = virtualServiceOf(manifest);
    if (!it.gateways.includes('mesh')) continue;
    const hosts = new Set(it.hosts.map((host) => host.toLowerCase()));
    const own = destinationFields(manifest)
      .filter(({ kind, subset, isMirror }) => kind === 'http' && subset !== undefined && !isMirror)
      .map(({ host }) => fullHost(host, it.namespace).toLowerCase());
    for (const host of new Set(own)) {
      const list = found.get(host);
      if (!hosts.has(host)) continue;
      if (list === undefined) found.set(host, [it]);
      else list.push(it);
    }
  }
  return found;
});
