/** LiveKit on the network of its node: what LiveKit recommends, and what costs the pod its identity in the mesh. */
export interface HostNetworkMedia {
  readonly mode: 'hostNetwork';
  /** UDP ports of the node, both ends included; each participant takes two. */
  readonly udp: { readonly start: number; readonly end: number };
  /** The port of ICE over TCP. */
  readonly tcp: number;
  /** Why every port of the pod is open to whoever reaches its node. */
  readonly exposed: string;
}

/** All media through one UDP port of the node. The pod keeps a network of its own, so its sidecar, so STRICT mTLS. */
export interface HostPortMedia {
  readonly mode: 'hostPort';
  readonly udp: number;
  readonly tcp: number;
  /** Why the media ports are open to everyone. */
  readonly exposed: string;
}

/**
 * All media through TURN over TLS, which comes in at the gateway: no port of the node is open, and any namespace will do.
 * It costs bandwidth, a connection over TCP for each participant, and the gateway carries all media.
 */
export interface TurnOnlyMedia {
  readonly mode: 'turnOnly';
  /** The UDP port at which the relays of all servers reach a server, within the cluster. */
  readonly udp: number;
}

/** How media reaches a LiveKit server. */
export type LiveKitMedia = HostNetworkMedia | HostPortMedia | TurnOnlyMedia;

/** What is wrong with a choice of ports. */
export function* mediaProblems(media: LiveKitMedia, participants: number): Iterable<string> {
  if (media.mode !== 'hostNetwork') return;
  const { start, end } = media.udp;
  if (end < start) yield `media.udp ends at ${end}, expected at least its start, ${start}`;
  else if (end - start + 1 < 2 * participants) {
    yield `media.udp has ${end - start + 1} ports, expected at least ${2 * participants}: two for each of ${participants} participants`;
  }
}
