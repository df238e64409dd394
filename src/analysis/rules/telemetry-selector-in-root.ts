import { defineRule } from '../rule.js';
import { selectsElsewhere } from '../workloads/selects-elsewhere.js';

const LABELS = ['spec', 'selector', 'matchLabels'];

// istio pilot/pkg/model/telemetry.go, applicableTelemetries.
export const telemetrySelectorInRoot = defineRule({
  id: 'telemetry-selector-in-root',
  severity: 'error',
  what: 'A Telemetry of the root namespace selects pods of other namespaces.',
  why: 'A Telemetry with a selector holds in its own namespace only, in the root namespace too, so the pods that were meant do not have it.',
  fix: 'Move it to the namespace of the pods, or remove the selector to make it the default of the mesh.',
  kinds: ['telemetry.istio.io/Telemetry'],

  *check(manifest, mesh) {
    const workload = selectsElsewhere(manifest, mesh, LABELS);
    if (workload === undefined) return;
    yield {
      path: LABELS,
      message: `does not hold for ${workload.id}: in ${mesh.assumptions.rootNamespace} no pod has these labels`,
    };
  },
});
