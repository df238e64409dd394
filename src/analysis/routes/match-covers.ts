import { isDeepStrictEqual } from 'node:util';
import { hostCovers } from '../../mesh/host.js';
import {
  at,
  itemsAt,
  numberAt,
  objectAt,
  stringAt,
  stringsAt,
  textsAt,
  type Field,
} from '../../mesh/fields.js';
import { pathCovers, textCovers } from './text-covers.js';
import type { ROUTE_KINDS } from './destinations.js';

/** The kind of a list of routes. */
export type RouteKind = (typeof ROUTE_KINDS)[number];

/**
 * Whether whatever the inner match takes, the outer takes too; true only where that is certain. All fields of a match have
 * to hold (istio `pilot/pkg/networking/core/route/route.go` TranslateRouteMatch, `tls.go` matchTLS and matchTCP).
 */
export function matchCovers(kind: RouteKind, outer: Field, inner: Field): boolean {
  return (
    callerCovers(kind, outer, inner) && (kind === 'http' ? requestCovers : connectionCovers)(outer, inner)
  );
}

function callerCovers(kind: RouteKind, outer: Field, inner: Field): boolean {
  const [a, b] = [stringsAt(outer, 'gateways'), stringsAt(inner, 'gateways')];
  if (a.length > 0 && (b.length === 0 || b.some((name) => !a.includes(name)))) return false;
  const port = numberAt(outer, 'port') ?? 0;
  if (port !== 0 && port !== numberAt(inner, 'port')) return false;
  // In HTTP a match with gateways is for any caller (route.go sourceMatchHTTP).
  const isAnyone = (match: Field): boolean => kind === 'http' && stringsAt(match, 'gateways').length > 0;
  if (isAnyone(outer)) return true;
  const own = isAnyone(inner) ? undefined : inner;
  const namespace = stringAt(outer, 'sourceNamespace') ?? '';
  if (namespace !== '' && namespace !== stringAt(own, 'sourceNamespace')) return false;
  const labels = textsAt(own, 'sourceLabels');
  return Object.entries(textsAt(outer, 'sourceLabels')).every(([key, value]) => labels[key] === value);
}

function requestCovers(outer: Field, inner: Field): boolean {
  const fields = ['method', 'authority', 'scheme'].every((name) =>
    textCovers(at(outer, name), at(inner, name)),
  );
  if (!fields || !pathCovers(outer, inner)) return false;
  for (const name of ['headers', 'queryParams']) {
    for (const [key, match] of Object.entries(objectAt(outer, name) ?? {}))
      if (!textCovers(match, at(inner, name, key))) return false;
  }
  return Object.entries(objectAt(outer, 'withoutHeaders') ?? {}).every(([key, match]) =>
    isDeepStrictEqual(match, at(inner, 'withoutHeaders', key)),
  );
}

function connectionCovers(outer: Field, inner: Field): boolean {
  const [subnets, narrower] = [
    stringsAt(outer, 'destinationSubnets'),
    stringsAt(inner, 'destinationSubnets'),
  ];
  if (subnets.length > 0 && (narrower.length === 0 || narrower.some((net) => !subnets.includes(net))))
    return false;
  if (itemsAt(outer, 'sniHosts').length === 0) return true;
  const names = stringsAt(inner, 'sniHosts');
  const taken = stringsAt(outer, 'sniHosts');
  return names.length > 0 && names.every((name) => taken.some((host) => hostCovers(host, name)));
}
