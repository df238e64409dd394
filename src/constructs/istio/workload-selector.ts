import type { FieldFormats } from '../../model/check-fields.js';
import { labelKey, labelValue } from '../../model/formats/label.js';

/**
 * The workloads of a policy, by labels of their pods
 * (https://istio.io/latest/docs/reference/config/type/workload-selector/).
 */
export interface WorkloadSelector {
  /** Labels that a pod has to carry, all of them. `{}` selects every pod, and istiod warns of it.
   *  @default - every pod */
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** The pods of a Sidecar or ServiceEntry: as {@link WorkloadSelector}, under the older name of the field. */
export interface WorkloadLabelSelector {
  /** Labels that a pod has to carry, all of them. `{}` selects every pod, and istiod warns of it.
   *  @default - every pod */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Forms of a selector below `field`: labels that a pod can carry. Istio refuses only wildcards and empty keys; any
 * other text that is no label would select nothing.
 */
export function selectorFormats(field: string): FieldFormats {
  return {
    [`${field}.matchLabels{key}`]: labelKey,
    [`${field}.matchLabels{}`]: labelValue,
    [`${field}.labels{key}`]: labelKey,
    [`${field}.labels{}`]: labelValue,
  };
}
