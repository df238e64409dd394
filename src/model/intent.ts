/** Requests of one kind: a method and a path of the one path language of routes and policies. */
export interface Operation {
  /** An HTTP method in capitals, or `*` for every method. */
  readonly method: string;
  /** Exact (`/health`), a segment prefix (`/api/v1/*`: what follows `/api/v1/`), or `*` for every path. */
  readonly path: string;
}

/** What may be done on a port: some requests, or (`any`, the only choice for TCP) whatever the connection carries. */
export type Operations = 'any' | readonly Operation[];

/**
 * Who calls. A workload (also the gateway's) is `<namespace>/<name>`. The others stand for what is outside of the set:
 * an injected and an uninjected pod of a namespace of which the set knows nothing, the address of a node (the callers
 * on it that have no identity, hostNetwork pods included), and the internet.
 */
export type Caller = string;
export const FOREIGN_INJECTED: Caller = 'foreign/injected';
export const FOREIGN_PLAINTEXT: Caller = 'foreign/plaintext';
export const NODE: Caller = 'node';
export const INTERNET: Caller = 'internet';

/** A port of a workload, by the number on which its container listens. */
export interface PortTarget {
  /** `<namespace>/<name>` of the workload. */
  readonly workload: string;
  readonly port: number;
}

/** The charts say: this call is wanted. */
export interface DeclaredAccess {
  readonly from: Caller;
  readonly to: PortTarget;
  readonly operations: Operations;
}

/** The charts say: this hole is known and cannot be closed. */
export interface AcknowledgedExposure {
  /** Who can reach the port although nobody declared it. */
  readonly from: readonly Caller[];
  readonly to: PortTarget;
  /** A sentence for the reader of the proof. */
  readonly reason: string;
}

/** Everything that the charts want to be possible. What is in neither list has to be refused. */
export interface Intent {
  readonly accesses: readonly DeclaredAccess[];
  readonly exposures: readonly AcknowledgedExposure[];
}
