import type { Address } from './address.js';
import type { Protocol } from './protocol.js';
import type { Workload } from './workload.js';

/** A port of one workload. Calls and routes take these, so that a port that does not exist does not compile. */
export interface PortRef<P extends Protocol = Protocol> {
  readonly workload: Workload;
  /** The name of the Service port. */
  readonly name: string;
  readonly number: number;
  readonly protocol: P;
  readonly address: Address;
}

/** A port of a service outside of the cluster. */
export interface ExternalPortRef<P extends Protocol = Protocol> {
  readonly external: {
    /** `<namespace>/<host>` of each host, as a Sidecar names them. */
    readonly sidecarHosts: readonly string[];
    readonly id: string;
  };
  readonly number: number;
  readonly protocol: P;
  readonly address: Address;
}
