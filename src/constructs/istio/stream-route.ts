import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { ipBlock, wildcardHost } from '../../model/formats/host.js';
import { callerMatchFormats, renderMatch, type CallerMatch, type RenderedMatch } from './caller-match.js';
import { listOf, prefixed } from './nested.js';
import {
  renderAll,
  routeDestinationFormats,
  weightProblems,
  type Rendered,
  type RouteDestination,
} from './route-destination.js';

/** Connections that a TCP route takes: all of what is given must hold (https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes). */
export interface L4MatchAttributes extends CallerMatch {
  /** Addresses or CIDR blocks to which the caller connects.
   *  @default - any */
  readonly destinationSubnets?: readonly string[];
}

/** Connections that a TLS route takes (https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes). */
export interface TlsMatchAttributes extends L4MatchAttributes {
  /** At least one host name that the client asks for. Each must be one of the hosts of the VirtualService, or be covered by
   *  one. */
  readonly sniHosts: readonly string[];
}

/** A rule for connections of which the proxy sees only bytes (https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute). */
export interface TcpRoute {
  /** Connections that the rule takes: those of any of the matches.
   *  @default - every connection */
  readonly match?: readonly L4MatchAttributes[];
  /** At least one destination. */
  readonly route: readonly RouteDestination[];
}

/** A rule for TLS that is not ended by the proxy (https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute). */
export interface TlsRoute {
  /** At least one match. */
  readonly match: readonly TlsMatchAttributes[];
  /** At least one destination. */
  readonly route: readonly RouteDestination[];
}

/** A {@link TcpRoute} as it is written in YAML. */
export interface TcpRouteSpec {
  readonly match?: readonly RenderedMatch<L4MatchAttributes>[];
  readonly route: readonly Rendered<RouteDestination>[];
}

/** A {@link TlsRoute} as it is written in YAML. */
export interface TlsRouteSpec {
  readonly match: readonly RenderedMatch<TlsMatchAttributes>[];
  readonly route: readonly Rendered<RouteDestination>[];
}

export function renderTcpRoute({ match, route }: TcpRoute): TcpRouteSpec {
  return { ...(match !== undefined && { match: match.map(renderMatch) }), route: renderAll(route) };
}

export function renderTlsRoute({ match, route }: TlsRoute): TlsRouteSpec {
  return { match: match.map(renderMatch), route: renderAll(route) };
}

const routeFormats: FieldFormats = {
  ...prefixed('match[].', { ...callerMatchFormats, 'destinationSubnets[]': ipBlock }),
  route: listOf('destination'),
  ...prefixed('route[].', routeDestinationFormats),
};

/** Forms of the fields of {@link TcpRoute}; compose with `prefixed`. */
export const tcpRouteFormats: FieldFormats = routeFormats;

/** Forms of the fields of {@link TlsRoute}; compose with `prefixed`. SNI is a name, never an address (RFC 6066). */
export const tlsRouteFormats: FieldFormats = {
  ...routeFormats,
  match: listOf('match'),
  'match[].sniHosts': listOf('host'),
  'match[].sniHosts[]': wildcardHost,
};

/** Relations between fields that make a TCP or TLS rule invalid. Paths start at the rule. */
export function streamRouteProblems(rule: {
  readonly route: readonly { readonly weight?: number }[];
}): Iterable<FieldProblem> {
  return weightProblems(rule.route);
}
