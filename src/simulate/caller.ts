import type { AddressSpace } from '../mesh/address-space.js';
import type { KnownLabels } from '../mesh/labels.js';
import type { Mesh } from '../mesh/mesh.js';
import { isUnmodelled, type Unmodelled } from '../mesh/match.js';
import type { Workload } from '../mesh/workload.js';
import { FOREIGN_INJECTED, FOREIGN_PLAINTEXT, INTERNET, NODE, type Caller } from '../model/intent.js';
import type { Identity } from './identity.js';

/** Who opens connections, as the layers see it. */
export interface CallingParty {
  readonly id: Caller;
  readonly address: AddressSpace;
  /** Set for pods with an address of their own: what NetworkPolicies select them by. */
  readonly pod?: {
    readonly namespace: string;
    readonly namespaceLabels: KnownLabels;
    readonly labels: KnownLabels;
  };
  /** Set if it can present a certificate of the mesh. */
  readonly identity?: Identity;
  /** Set for workloads of the set: what limits their own calls. */
  readonly workload?: Workload;
  /** True if it stands for many of which only one has to get through. */
  readonly anyOfMany: boolean;
  /** What about the caller itself is not modelled. */
  readonly unmodelled?: Unmodelled;
}

/** Every caller that the proof asks about, but the internet. */
export function callersOf(mesh: Mesh): readonly CallingParty[] {
  const { addresses, assumptions, workloads } = mesh;
  const foreign = (injection: Readonly<Record<string, string>>): NonNullable<CallingParty['pod']> => ({
    // No namespace has an empty name, so no policy that names one admits this one.
    namespace: '',
    namespaceLabels: { labels: { 'kubernetes.io/metadata.name': '', ...injection }, others: 'none' },
    labels: { labels: {}, others: 'free' },
  });
  return [
    ...workloads.map((workload) => workloadCaller(workload, mesh)),
    {
      id: FOREIGN_INJECTED,
      address: addresses.pods,
      pod: foreign({ 'istio-injection': 'enabled' }),
      identity: { trustDomain: assumptions.trustDomain, foreign: true },
      anyOfMany: true,
    },
    { id: FOREIGN_PLAINTEXT, address: addresses.pods, pod: foreign({}), anyOfMany: true },
    nodeCaller(mesh),
  ];
}

/** A program with the address of a node. */
export function nodeCaller({ addresses }: Mesh): CallingParty {
  return { id: NODE, address: addresses.nodes, anyOfMany: false };
}

/** A client outside of the cluster that reaches a port of a pod without a gateway. */
export function internetCaller({ addresses }: Mesh): CallingParty {
  return { id: INTERNET, address: addresses.internet, anyOfMany: false };
}

/** A workload; on the network of its node it has the node's address and nothing of its own. */
export function workloadCaller(
  workload: Workload,
  { addresses, assumptions, namespaces }: Mesh,
): CallingParty {
  const { id, namespace, labels, serviceAccount, proxy, hostNetwork } = workload;
  const common = { id, workload, anyOfMany: false, ...(isUnmodelled(proxy) ? { unmodelled: proxy } : {}) };
  const identity = { trustDomain: assumptions.trustDomain, namespace, serviceAccount };
  if (hostNetwork) {
    return { ...common, address: addresses.nodes, ...(proxy === 'gateway' ? { identity } : {}) };
  }
  return {
    ...common,
    address: addresses.pods,
    pod: { namespace, namespaceLabels: namespaces(namespace), labels },
    ...(proxy === 'none' ? {} : { identity }),
  };
}
