import type { AtLeastOneOf } from '../../model/one-of.js';
import type { ObjectProps } from '../manifest-object.js';
import type { ConnectionPoolSettings } from './connection-pool.js';
import type { SidecarEgress, SidecarIngress } from './sidecar-listener.js';
import type { WorkloadLabelSelector } from './workload-selector.js';

/** What a Sidecar changes. An empty list would be read as an absent one, so it does not construct. */
interface SidecarSettings {
  /** Ports on which requests arrive, at least one.
   *  @default - the ports of the workload's Services */
  readonly ingress: readonly SidecarIngress[];
  /** What can be called, at least one.
   *  @default - what the namespace's Sidecar says, or the mesh's, or else every service that is exported to the namespace */
  readonly egress: readonly SidecarEgress[];
  /** Limits on connections from clients, on all ports. Wins over DestinationRules.
   *  @default - those of the workload's DestinationRule */
  readonly inboundConnectionPool: ConnectionPoolSettings;
  /** What happens to requests for hosts that the proxy does not know.
   *  @default - that of the MeshConfig (ALLOW_ANY) */
  readonly outboundTrafficPolicy: {
    /** Has to be written: an absent mode is REGISTRY_ONLY, although an absent policy is ALLOW_ANY. */
    readonly mode: 'REGISTRY_ONLY' | 'ALLOW_ANY';
  };
}

/** The fields of a Sidecar. */
export interface SidecarFields extends ObjectProps, Partial<SidecarSettings> {
  /** The workloads of the namespace to which this applies. Istio ignores objects with a selector in its root namespace.
   *  @default - all workloads of the namespace without a Sidecar of their own; of the mesh in the root namespace */
  readonly workloadSelector?: WorkloadLabelSelector;
}

/** Props of a Sidecar, which has to change something. */
export type SidecarProps = SidecarFields & AtLeastOneOf<SidecarSettings>;
