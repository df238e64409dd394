import type { FieldFormats } from '../../model/check-fields.js';
import { objectName } from '../../model/formats/label.js';
import type { AtMostOneOf } from '../../model/one-of.js';
import { filledList } from './list.js';
import { selectorFormats, type WorkloadSelector } from './workload-selector.js';

/**
 * What a policy is attached to, in the policy's own namespace: a Gateway of the Gateway API, or a service behind a
 * waypoint (https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference). The pairs of
 * group and kind are those that istiod's webhook takes (istio `pkg/config/validation/validation.go`,
 * allowedTargetRefs). References into other namespaces are not supported by Istio.
 *
 * Sidecars ignore policies with a target.
 */
export type PolicyTargetReference =
  | {
      /** @default - the core group */
      readonly group?: '';
      readonly kind: 'Service';
      readonly name: string;
    }
  | { readonly group: 'networking.istio.io'; readonly kind: 'ServiceEntry'; readonly name: string }
  | {
      readonly group: 'gateway.networking.k8s.io';
      readonly kind: 'Gateway' | 'GatewayClass';
      readonly name: string;
    };

/** The two ways in which a policy says to whom it applies. */
export interface PolicyTargets {
  /** The workloads. In Istio's root namespace, workloads of all namespaces. */
  readonly selector: WorkloadSelector;
  /** 1 to 16 gateways or services instead of workloads. */
  readonly targetRefs: readonly PolicyTargetReference[];
}

/** A selector, or targets, or neither: then the policy applies to every workload of its namespace. */
export type PolicyTarget = AtMostOneOf<PolicyTargets>;

export const POLICY_TARGET_FORMATS: FieldFormats = {
  ...selectorFormats('selector'),
  targetRefs: filledList(16),
  'targetRefs[].name': objectName,
};
