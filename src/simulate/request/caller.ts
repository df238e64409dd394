import type { AddressSpace } from '../../mesh/address-space.js';
import { addressSpace } from '../../mesh/address-space.js';
import { block } from '../../mesh/ip-ranges.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { Workload } from '../../mesh/workload.js';
import type { Identity } from '../identity.js';
import type { NetworkEnd } from '../network.js';
import type { Ending } from './ending.js';
import type { Message } from './message.js';
import type { Trace } from './trace.js';

/** A connection that comes to a pod. */
export interface Connection {
  /** The other end, for NetworkPolicies. */
  readonly end: NetworkEnd;
  /** Who connects, for people. */
  readonly who: string;
  /** TLS between proxies, TLS of another kind, or none. */
  readonly tls: 'mtls' | 'tls' | 'none';
  /** What the certificate of the other end proves. */
  readonly identity?: Identity;
  /** Names of which the certificate of this end has to have one; none if any will do. */
  readonly wanted?: readonly string[];
  /** The server name that the other end asks for. */
  readonly sni?: string;
  /** Where requests come from that went through a gateway. */
  readonly forwardedFor?: AddressSpace;
  /** True if a proxy makes it for requests, which answers for what fails. */
  readonly byHttpProxy: boolean;
  /** True if the proxy that makes it speaks HTTP/2. */
  readonly http2?: boolean;
  /** True if a caller outside of the mesh shows a certificate. */
  readonly hasCertificate?: boolean;
  readonly message: Message;
  /** What happens to it if it goes where its author meant it to go. */
  readonly original?: (connection: Connection, trace: Trace) => readonly Ending[];
}

/** A pod as the other end of a connection. */
export function podEnd(mesh: Mesh, workload: Workload): NetworkEnd {
  const { id, namespace, labels } = workload;
  if (workload.hostNetwork) return { id, address: mesh.addresses.nodes };
  return {
    id,
    address: mesh.addresses.pods,
    pod: { namespace, namespaceLabels: mesh.namespaces(namespace), labels },
  };
}

/** A caller outside of the cluster. */
export function internetEnd(mesh: Mesh, sourceIp: string | undefined): NetworkEnd {
  const address =
    sourceIp === undefined ? mesh.addresses.internet : addressSpace('the address', block(sourceIp), true);
  return { id: 'internet', address };
}

/** The name in the certificate of a workload. */
export function spiffeId(
  { trustDomain }: Mesh['assumptions'],
  { namespace, serviceAccount }: Workload,
): string {
  return `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

/** The identity that the certificate of a workload proves. */
export function identityOf(mesh: Mesh, { namespace, serviceAccount }: Workload): Identity {
  const { assumptions, settings } = mesh;
  return {
    trustDomain: assumptions.trustDomain,
    aliases: settings.trustDomainAliases,
    namespace,
    serviceAccount,
  };
}

/** The address from which an HTTP request counts as coming: the last one that was forwarded, else the peer. */
export function remoteAddress({ message, forwardedFor, end }: Connection): AddressSpace {
  const header = message.headers.get('x-forwarded-for')?.join(',').split(',').at(-1)?.trim();
  const written = header === undefined ? [] : block(header);
  if (forwardedFor !== undefined) return forwardedFor;
  return written.length === 0 ? end.address : addressSpace('the forwarded address', written, true);
}
