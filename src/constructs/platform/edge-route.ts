import type { SourceLocation } from '../source.js';
import type { AnyOptions } from './call.js';
import type { HttpRequests, Patience, Streaming } from './call-options.js';
import type { PortRef } from './port-ref.js';

/** What a public host leads to: requests by path, to a port. Methods are enforced where the callee can be asked to,
 *  else by the route. */
export type EdgeRouteOptions = HttpRequests & (Patience | Streaming) & { readonly to: PortRef<'http'> };

/** A declared route of a public host, by path; or of a server name, as a stream of TLS. */
export interface EdgeRoute {
  readonly host: string;
  readonly to: PortRef;
  /** Empty for a stream of TLS. */
  readonly options: AnyOptions;
  readonly source: SourceLocation | undefined;
}
