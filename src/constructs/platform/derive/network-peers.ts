import { podSelector } from '../labels.js';
import type { Platform } from '../platform.js';
import type { Workload } from '../workload.js';
import type { KubernetesKinds } from '../../kubernetes/kinds.js';

type Spec = NonNullable<KubernetesKinds['NetworkPolicy']['spec']>;
type Ingress = NonNullable<Spec['ingress']>[number];
/** One side of an allowed connection. */
export type Peer = NonNullable<Ingress['from']>[number];
/** A port of the pod. */
export type PolicyPort = NonNullable<Ingress['ports']>[number];

/** Addresses that are not the internet (RFC 1918, RFC 6598, RFC 3927). */
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

export function tcpPort(port: number): PolicyPort {
  return { port, protocol: 'TCP' };
}

/** Pods of a namespace; all of them without labels. The label is set by the API server on every Namespace. */
export function podsIn(namespace: string, labels?: Readonly<Record<string, string>>): Peer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(labels === undefined ? {} : { podSelector: { matchLabels: labels } }),
  };
}

/** The pods of a workload, as seen from the namespace of another. */
export function podsOf(workload: Workload, from: Workload): Peer {
  const labels = podSelector(workload.name);
  return workload.namespace === from.namespace
    ? { podSelector: { matchLabels: labels } }
    : podsIn(workload.namespace, labels);
}

/** The nodes' own addresses, which are also those of pods on the network of their node. */
export function nodes(platform: Platform): readonly Peer[] {
  return platform.mesh.nodeCidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

/** Every address outside of the cluster's private networks. Names cannot be selected: the proxy sees to those. */
export function anywhereOutside(platform: Platform): readonly Peer[] {
  const inside = platform.mesh.nodeCidrs.filter(
    (cidr) => !cidr.includes(':') && !PRIVATE.some((block) => within(cidr, block)),
  );
  return [{ ipBlock: { cidr: '0.0.0.0/0', except: [...PRIVATE, ...inside].sort() } }];
}

function within(inner: string, outer: string): boolean {
  const [a = '', aBits = '32'] = inner.split('/');
  const [b = '', bBits = '32'] = outer.split('/');
  const shift = 2 ** (32 - Number(bBits));
  return (
    Number(aBits) >= Number(bBits) && Math.floor(asNumber(a) / shift) === Math.floor(asNumber(b) / shift)
  );
}

function asNumber(address: string): number {
  return address.split('.').reduce((total, part) => total * 256 + Number(part), 0);
}
