import type { JsonObject } from './json.js';

/** What is true outside of the set: facts of the cluster and of its Istio installation. */
export interface Assumptions {
  /** Istio's root namespace. */
  readonly rootNamespace: string;
  readonly trustDomain: string;
  /** Address blocks of the nodes (the CNI's tunnel addresses included). */
  readonly nodeCidrs: readonly string[];
  /** Address blocks of the pods.
   *  @default - private networks other than those of the nodes */
  readonly podCidrs?: readonly string[];
  /** What sidecars do with hosts that the mesh does not know. */
  readonly outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  readonly gateway: GatewayWorkload;
  /** Gateway workloads beside it.
   *  @default - none */
  readonly otherGateways?: readonly GatewayWorkload[];
  /** Services that exist although the set does not have them.
   *  @default - none */
  readonly services?: readonly KnownService[];
  /** Namespaces in which others have objects too, so that what the set lacks there is not missing.
   *  @default - none */
  readonly sharedNamespaces?: readonly string[];
  /** The MeshConfig, as it is written; what it says of the fields above is in them.
   *  @default - Istio's defaults */
  readonly meshConfig?: JsonObject;
}

/** A service that is known to exist outside of the set. */
export interface KnownService {
  /** Its full name: `ledger.bank.svc.cluster.local`, `api.example.com`. */
  readonly host: string;
  /** @default - any */
  readonly ports?: readonly number[];
}

/** The workload of a gateway. */
export interface GatewayWorkload {
  readonly namespace: string;
  /** Name of its Deployment. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
}

/** What `istioctl install` with the default profile gives. */
export const DEFAULT_ASSUMPTIONS: Assumptions = {
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  nodeCidrs: [],
  outboundTrafficPolicy: 'ALLOW_ANY',
  gateway: {
    namespace: 'istio-system',
    name: 'istio-ingressgateway',
    labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    serviceAccount: 'istio-ingressgateway-service-account',
  },
};
