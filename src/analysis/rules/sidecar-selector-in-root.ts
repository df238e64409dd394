import { defineRule } from '../rule.js';
import { selectsElsewhere } from '../workloads/selects-elsewhere.js';

const LABELS = ['spec', 'workloadSelector', 'labels'];

// istio pilot/pkg/model/push_context.go, getSidecarScope.
export const sidecarSelectorInRoot = defineRule({
  id: 'sidecar-selector-in-root',
  severity: 'error',
  what: 'A Sidecar of the root namespace selects pods of other namespaces.',
  why: 'A Sidecar with a selector holds in its own namespace only, in the root namespace too, so the proxies that were meant do not have it.',
  fix: 'Move it to the namespace of the pods, or remove the selector to make it the default of the mesh.',
  equivalent: ['KIA1006'],
  differs: 'Kiali reports one, too, that selects pods of the root namespace itself, for which it holds.',
  kinds: ['networking.istio.io/Sidecar'],

  *check(manifest, mesh) {
    const workload = selectsElsewhere(manifest, mesh, LABELS);
    if (workload === undefined) return;
    yield {
      path: LABELS,
      message: `does not hold for ${workload.id}: in ${mesh.assumptions.rootNamespace} no pod has these labels`,
    };
  },
});
