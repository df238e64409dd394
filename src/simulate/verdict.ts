import type { FieldPath } from '../model/field-path.js';
import type { Caller, Operation, Operations, PortTarget } from '../model/intent.js';
import type { ResourceRef } from '../model/manifest.js';
import type { Transport } from '../mesh/workload.js';
import type { Requests } from './requests.js';

/** What stands in the way of a connection or a request, or lets it pass. */
export type Layer = 'network-policy' | 'mtls' | 'authorization' | 'sidecar' | 'route' | 'no-listener';

/** What decided, and where it is written. */
export interface Reason {
  readonly layer: Layer;
  readonly resource?: ResourceRef;
  readonly path?: FieldPath;
  /** What the resource does, or, without one, a clause; without a final period. */
  readonly text: string;
}

/** Whether a caller gets through to a port. */
export type Verdict =
  | {
      readonly kind: 'allowed';
      /** The requests that get through, as narrow as method and path say it. */
      readonly operations: Operations;
      /** Requests among `operations` that do not get through. */
      readonly except: readonly Operation[];
      /** The same, exactly. */
      readonly requests: Requests;
      /** What lets them through, layer by layer. */
      readonly because: readonly Reason[];
      /** Set if only some of those that the caller stands for get through. */
      readonly partly?: Reason;
    }
  | { readonly kind: 'refused'; readonly by: Reason }
  | { readonly kind: 'unknown'; readonly because: Reason };

/** What one caller can do at one port. */
export interface Reach {
  readonly from: Caller;
  readonly to: PortTarget;
  readonly protocol: Transport;
  readonly verdict: Verdict;
}
