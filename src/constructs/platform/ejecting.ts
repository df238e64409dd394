import type { Autoscaling, Outlier } from './workload-props.js';

/**
 * Outlier detection where it can work: none for a single pod, which could never be ejected.
 * @param replicas as given to the workload
 * @param policy as it is for two pods and more
 */
export function ejecting(replicas: number | Autoscaling, policy: Outlier): { readonly outlier?: Outlier } {
  const fewest = typeof replicas === 'number' ? replicas : replicas.min;
  return fewest > 1 ? { outlier: policy } : {};
}
