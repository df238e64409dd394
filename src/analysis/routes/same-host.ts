import { itemsAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { virtualServiceOf, type VirtualService } from '../../mesh/virtual-service.js';
import { ROUTE_KINDS } from './destinations.js';

/** VirtualServices by gateway (or `mesh`) and host, in the order of the files. */
const byGatewayAndHost = perMesh((mesh): ReadonlyMap<string, readonly VirtualService[]> => {
  const found = new Map<string, VirtualService[]>();
  for (const manifest of mesh.manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const it = virtualServiceOf(manifest);
    for (const gateway of it.gateways) {
      for (const host of it.hosts) {
        const key = `${gateway}|${host.toLowerCase()}`;
        const list = found.get(key);
        if (list === undefined) found.set(key, [it]);
        else list.push(it);
      }
    }
  }
  return found;
});

/** So many others are compared with each. */
const MOST = 50;

/** Those that come before a VirtualService and have the same host at the same gateway, or `mesh`. */
export function before(
  mesh: Mesh,
  found: VirtualService,
  gateway: string,
  host: string,
): readonly VirtualService[] {
  const all = byGatewayAndHost(mesh).get(`${gateway}|${host.toLowerCase()}`) ?? [];
  const index = all.findIndex(({ manifest }) => manifest === found.manifest);
  return all.slice(Math.max(0, index - MOST), Math.max(0, index));
}

/** Whether both have routes of one kind. */
export function shareKind(a: VirtualService, b: VirtualService): boolean {
  return ROUTE_KINDS.some(
    (kind) => itemsAt(a.manifest, 'spec', kind).length > 0 && itemsAt(b.manifest, 'spec', kind).length > 0,
  );
}
