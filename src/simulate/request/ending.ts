import type { Destination, Outcome } from '../../model/request.js';
import type { Trace } from './trace.js';

/** One way in which a request may end. Where weights or endpoints differ, there are several. */
export interface Ending {
  readonly outcome: Outcome;
  readonly status: number | null;
  /** Of all requests. */
  readonly share: number;
  readonly destination?: Omit<Destination, 'share'>;
  readonly host?: string;
  readonly path?: string;
  readonly location?: string;
  /** True if the connection could not be made, so that a proxy tries another endpoint. */
  readonly unconnected?: boolean;
  /** True if there is no cluster or no endpoint to which a connection could be made. */
  readonly nowhere?: boolean;
  readonly trace: Trace;
}

/** The only ending of a request. */
export function ended(
  trace: Trace,
  outcome: Outcome,
  status: number | null,
  more: Partial<Pick<Ending, 'destination' | 'host' | 'path' | 'location' | 'unconnected' | 'nowhere'>> = {},
): readonly Ending[] {
  return [{ outcome, status, share: 1, trace, ...more }];
}
