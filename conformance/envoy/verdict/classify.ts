import type { Outcome } from '../../../src/model/request.js';
import type { Response } from '../client/response.js';
import type { LogLine } from '../proxy/access-log.js';

/** How one request ended. */
export interface Ending {
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly location?: string;
}

/** What is known of one request after it was sent. */
export interface Evidence {
  readonly response: Response;
  /** What the first proxy on the way logged; nothing if there is none, or it saw no connection to log. */
  readonly first?: LogLine;
  /** What the proxy at the other end logged of a connection that it closed. */
  readonly last?: LogLine;
}

/** Tells how a request ended from who answered it, and from what the proxies say of it. */
export function endingOf({ response, first, last }: Evidence): Ending {
  if (response.echo !== undefined) return { outcome: 'routed', status: null };
  const { status, headers, body } = response;
  if (status === null) {
    const denied = [first, last].some((line) => line?.closed?.startsWith('rbac_access_denied') === true);
    return { outcome: denied ? 'denied' : 'refused', status: null };
  }
  const details = first?.details ?? '';
  // The answer of the proxy at the other end, passed on as such, or as bytes.
  if (details === 'via_upstream' || first?.code === 0) return passedOn(status, body);
  if (details.startsWith('rbac_access_denied')) return { outcome: 'denied', status };
  if (details.startsWith('jwt_authn_access_denied')) return { outcome: 'unauthorized', status };
  if (details === 'route_not_found') return { outcome: 'unrouted', status };
  if (first?.route === 'block_all') return { outcome: 'unrouted', status };
  const { location } = headers;
  if (status >= 300 && status < 400 && typeof location === 'string') {
    return { outcome: 'redirected', status, location };
  }
  if (['no_healthy_upstream', 'cluster_not_found', 'no_cluster'].some((text) => details.startsWith(text))) {
    return { outcome: 'unreachable', status };
  }
  if (details.startsWith('upstream_reset_before_response_started')) return { outcome: 'refused', status };
  if (details.includes('timeout') || details === 'overflow') return { outcome: 'unreachable', status };
  return { outcome: 'direct', status };
}

function passedOn(status: number, body: string): Ending {
  if (status === 403 && body.includes('RBAC')) return { outcome: 'denied', status };
  if (status === 401 || (status === 403 && body.includes('Jwt'))) return { outcome: 'unauthorized', status };
  if (status === 404) return { outcome: 'unrouted', status };
  return { outcome: status === 502 || status === 503 ? 'refused' : 'direct', status };
}
