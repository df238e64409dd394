import { itemsAt } from '../../mesh/fields.js';
import { namespaceRef } from '../../model/manifest.js';
import { suggest } from '../../model/suggest.js';
import { defineRule } from '../rule.js';

const WORDS: ReadonlySet<unknown> = new Set(['.', '*', '~']);
const GIVEN: ReadonlySet<unknown> = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

export const exportToNamespaceExists = defineRule({
  id: 'export-to-namespace-exists',
  severity: 'warning',
  what: 'An object is exported to a namespace that the set does not create, although it creates others.',
  why: 'Unless somebody else creates the namespace, nobody sees the object there.',
  fix: 'Correct the name, or add the Namespace.',
  equivalent: ['KIA0005'],
  kinds: ['VirtualService', 'DestinationRule', 'ServiceEntry'].map((kind) => `networking.istio.io/${kind}`),

  *check(manifest, mesh) {
    const created = mesh.manifests.ofKind('', 'Namespace');
    if (created.length === 0) return;
    const { rootNamespace, gateway } = mesh.assumptions;
    for (const [i, target] of itemsAt(manifest, 'spec', 'exportTo').entries()) {
      if (typeof target !== 'string' || WORDS.has(target) || GIVEN.has(target)) continue;
      if (target === rootNamespace || target === gateway.namespace) continue;
      if (mesh.manifests.same(namespaceRef(target)).length > 0) continue;
      const meant = suggest(
        target,
        created.map(({ metadata }) => metadata.name),
      );
      yield {
        path: ['spec', 'exportTo', i],
        message: `the set creates no namespace ${target}`,
        fix: meant === undefined ? undefined : `did you mean ${meant}?`,
      };
    }
  },
});
