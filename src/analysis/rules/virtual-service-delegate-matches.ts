import { mergedRoutes } from '../../mesh/delegates.js';
import { at, itemsAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { delegations } from '../routes/bindings.js';
import { defineRule } from '../rule.js';

export const virtualServiceDelegateMatches = defineRule({
  id: 'virtual-service-delegate-matches',
  severity: 'error',
  what: 'A route of a delegate matches what the route that delegates to it does not.',
  why: 'The match of the root narrows that of the delegate; where they contradict each other, Istio drops the route.',
  fix: 'Match within what the root matches: its prefix and more, without regular expressions.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    if (itemsAt(manifest, 'spec', 'hosts').length > 0) return;
    const found = delegations(mesh).get(`${namespaceOf(manifest)}/${manifest.metadata.name}`) ?? [];
    if (found.length === 0) return;
    const routes = itemsAt(manifest, 'spec', 'http');
    const kept = new Set(
      found.flatMap(({ root, path }) =>
        mergedRoutes(at(root, ...path.slice(0, -1)), routes).map(({ index }) => index),
      ),
    );
    for (const i of routes.keys()) {
      if (kept.has(i)) continue;
      yield {
        path: ['spec', 'http', i, 'match'],
        message: `contradicts the match of every route that delegates to it`,
        related: found.map(({ root, path }) => ({
          manifest: root,
          path: [...path.slice(0, -1), 'match'],
          message: `delegates to ${formatRef(refOf(manifest))}`,
        })),
      };
    }
  },
});
