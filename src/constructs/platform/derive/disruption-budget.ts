import { KubernetesObject } from '../../kubernetes/object.js';
import { podSelector } from '../labels.js';
import type { Workload } from '../workload.js';

/**
 * One pod at a time may be evicted. A single pod gets no budget: it would either forbid to drain its node, or protect
 * nothing.
 */
export function disruptionBudget(workload: Workload): void {
  if (workload.minReplicas < 2) return;
  new KubernetesObject(
    workload,
    'disruption-budget',
    'PodDisruptionBudget',
    { name: workload.name, namespace: workload.namespace },
    {
      spec: { maxUnavailable: 1, selector: { matchLabels: podSelector(workload.name) } },
    },
  );
}
