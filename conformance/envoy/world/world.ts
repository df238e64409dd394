import type { Manifest } from '../../manifests.js';
import { Addresses } from './addresses.js';
import { Names } from './names.js';
import { clusterObjects } from './objects.js';
import type { Pod } from './pod.js';
import { podsOf } from './pods.js';
import { servicesOf, type Service } from './service.js';

/** What is outside of the set and takes part all the same. */
export interface Surroundings {
  /** The gateway workload, unless the set has one with its name. */
  readonly gateway?: {
    readonly namespace: string;
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly serviceAccount: string;
  };
  /** Pods of each workload. @default 1 */
  readonly replicas?: number;
}

/** A set as a cluster would run it: pods with addresses, Services with endpoints, and names for them. */
export interface World {
  readonly addresses: Addresses;
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly names: Names;
  /** For istiod, beside the set. */
  readonly objects: readonly object[];
}

/** Callers of a namespace of which the set knows nothing, by the names that the proof gives them. */
const FOREIGN_NAMESPACE = 'foreign';

export async function worldOf(
  manifests: readonly Manifest[],
  { gateway, replicas = 1 }: Surroundings,
): Promise<World> {
  const addresses = await Addresses.take();
  const own = podsOf(manifests, addresses, replicas);
  const added = [
    foreign('injected', 'sidecar', addresses),
    foreign('plaintext', 'none', addresses),
    ...(gateway === undefined ||
    own.some(({ workload }) => workload === `${gateway.namespace}/${gateway.name}`)
      ? []
      : [gatewayPod(gateway, addresses)]),
  ];
  const pods = [...own, ...added];
  const service = gateway === undefined ? [] : gatewayService(gateway, manifests);
  const services = servicesOf([...manifests, ...service], pods, addresses);
  return {
    addresses,
    pods,
    services,
    names: new Names(services, addresses),
    objects: clusterObjects(pods, services),
  };
}

function foreign(name: string, proxy: Pod['proxy'], addresses: Addresses): Pod {
  return {
    workload: `${FOREIGN_NAMESPACE}/${name}`,
    namespace: FOREIGN_NAMESPACE,
    name,
    ip: addresses.next('pod'),
    labels: { app: name },
    annotations: {},
    serviceAccount: name,
    proxy,
    hostNetwork: false,
    ports: [],
  };
}

function gatewayPod(gateway: NonNullable<Surroundings['gateway']>, addresses: Addresses): Pod {
  return {
    workload: `${gateway.namespace}/${gateway.name}`,
    namespace: gateway.namespace,
    name: `${gateway.name}-0`,
    ip: addresses.next('pod'),
    labels: gateway.labels,
    annotations: {},
    serviceAccount: gateway.serviceAccount,
    proxy: 'gateway',
    hostNetwork: false,
    ports: [],
  };
}

/** The Service of Istio's default ingress gateway, if the set has none of its name. */
function gatewayService(
  { namespace, name, labels }: NonNullable<Surroundings['gateway']>,
  manifests: readonly Manifest[],
): readonly Manifest[] {
  const there = manifests.some(
    ({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === namespace,
  );
  if (there) return [];
  const ports = [
    { name: 'status-port', port: 15021, targetPort: 15021 },
    { name: 'http2', port: 80, targetPort: 8080 },
    { name: 'https', port: 443, targetPort: 8443 },
  ];
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: labels, ports } },
  ];
}
