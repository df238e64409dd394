import type { VirtualService } from '../../mesh/virtual-service.js';
import { virtualServiceOf } from '../../mesh/virtual-service.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { before, shareKind } from '../routes/same-host.js';
import { defineRule } from '../rule.js';

export const virtualServiceHostOnce = defineRule({
  id: 'virtual-service-host-once',
  severity: 'error',
  what: 'Two VirtualServices for sidecars have the same host.',
  why: 'Sidecars do not merge them: the older one holds, and the other is ignored.',
  fix: 'Make them one, or export each to other namespaces.',
  equivalent: ['IST0109', 'KIA1106'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const found = virtualServiceOf(manifest, mesh.settings.exports);
    if (!found.gateways.includes('mesh')) return;
    for (const [i, host] of found.hosts.entries()) {
      const other = before(mesh, found, 'mesh', host).find(
        (it) => compete(it, found) && shareKind(it, found),
      );
      if (other === undefined) continue;
      yield {
        path: ['spec', 'hosts', i],
        message: `${formatRef(refOf(other.manifest))} has the host ${host} too`,
        related: [{ manifest: other.manifest, path: ['spec', 'hosts'], message: 'has the host too' }],
      };
    }
  },
});

/**
 * Whether neither goes before the other. One of the caller's own namespace that is exported only there does, then those
 * that are exported by name, then those for all (istio `pilot/pkg/model/push_context.go` initVirtualServices).
 */
function compete(a: VirtualService, b: VirtualService): boolean {
  const [left, right] = [reach(a), reach(b)];
  return (
    left.kind === right.kind && (left.kind === 'all' || left.names.some((name) => right.names.includes(name)))
  );
}

function reach({ exportTo, namespace }: VirtualService): {
  readonly kind: 'all' | 'named' | 'own';
  readonly names: readonly string[];
} {
  if (exportTo === undefined || exportTo.includes('*')) return { kind: 'all', names: [] };
  const names = exportTo.map((target) => (target === '.' ? namespace : target));
  return { kind: names.every((name) => name === namespace) ? 'own' : 'named', names };
}
