import { extentOf } from '../../mesh/extent.js';
import { stringsAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';
import { workloadsIn } from '../workloads/workloads-in.js';

export const exportToReachesProxy = defineRule({
  id: 'export-to-reaches-proxy',
  severity: 'error',
  what: 'An object is exported only to namespaces in which no pod has a proxy.',
  why: 'Nobody else sees it, so it does nothing.',
  fix: 'Export it to the namespaces of its clients; one for a gateway to that of the gateway.',
  kinds: ['VirtualService', 'ServiceEntry'].map((kind) => `networking.istio.io/${kind}`),

  *check(manifest, mesh) {
    const exportTo = stringsAt(manifest, 'spec', 'exportTo');
    // A delegate is used where the VirtualService is that delegates to it.
    const isDelegate =
      manifest.kind === 'VirtualService' && stringsAt(manifest, 'spec', 'hosts').length === 0;
    if (exportTo.length === 0 || isDelegate) return;
    const own = namespaceOf(manifest);
    const { namespaces } = extentOf(mesh);
    for (const target of exportTo) {
      const name = target === '.' ? own : target;
      if (!namespaces.has(name)) return;
      if ((workloadsIn(mesh).get(name) ?? []).some(({ proxy }) => proxy !== 'none')) return;
    }
    const names = [...new Set(exportTo.map((target) => (target === '.' ? own : target)))].join(', ');
    yield { path: ['spec', 'exportTo'], message: `no pod of namespace ${names} has a proxy` };
  },
});
