import { itemsAt, stringAt, stringsAt, textsAt } from '../../mesh/fields.js';
import { mapSelector } from '../../mesh/labels.js';
import { virtualServiceOf } from '../../mesh/virtual-service.js';
import { ROUTE_KINDS } from '../routes/destinations.js';
import { defineRule } from '../rule.js';
import { unselected } from '../workloads/selected.js';

export const virtualServiceSourceLabelsMatch = defineRule({
  id: 'virtual-service-source-labels-match',
  severity: 'error',
  what: 'A match is for callers with labels that no workload has.',
  why: 'The match holds for no caller, so the route gets no request, and others take what was meant for it.',
  fix: 'Use labels of the pod template of the caller.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const { exportTo, namespace: own } = virtualServiceOf(manifest, mesh.settings.exports);
    const [only, ...more] = (exportTo ?? ['*']).map((target) => (target === '.' ? own : target));
    for (const kind of ROUTE_KINDS) {
      for (const [i, route] of itemsAt(manifest, 'spec', kind).entries()) {
        for (const [j, match] of itemsAt(route, 'match').entries()) {
          // With gateways a match is for any caller.
          if (stringsAt(match, 'gateways').length > 0) continue;
          const labels = textsAt(match, 'sourceLabels');
          const source = stringAt(match, 'sourceNamespace');
          const namespace = source ?? (more.length === 0 && only !== '*' ? only : undefined);
          const found = unselected(mesh, mapSelector(labels), namespace);
          if (found === undefined) continue;
          const where = namespace === undefined ? 'of the set' : `of namespace ${namespace}`;
          yield {
            path: [
              'spec',
              kind,
              i,
              'match',
              j,
              'sourceLabels',
              ...(found.key === undefined ? [] : [found.key]),
            ],
            // Callers of other namespaces may be outside of the set.
            severity: namespace === undefined ? 'warning' : undefined,
            message: `no workload ${where} has these labels`,
            fix: found.fix,
            related: found.related,
          };
        }
      }
    }
  },
});
