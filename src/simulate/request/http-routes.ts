import { itemsAt, stringAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { ResourceRef } from '../../model/manifest.js';
import { isCatchAll, routeMatchOf, type RouteMatch } from './route-match.js';
import {
  httpMatchApplies,
  type BoundVirtualService,
  type HttpRoute,
  type Place,
} from './virtual-services.js';

/** A route with one of its matches, as a proxy has it. */
export interface CompiledRoute {
  readonly ref: ResourceRef;
  /** Of the route. */
  readonly path: FieldPath;
  /** Of the match; the route's own if it has none. */
  readonly matchPath: FieldPath;
  readonly name?: string;
  readonly match: RouteMatch;
  readonly source: HttpRoute;
}

/**
 * The routes of a VirtualService at one place. What follows a match of everything is never reached, and is left out
 * (istio `route.go` BuildHTTPRoutesForVirtualService).
 */
function compiledRoutes(found: BoundVirtualService, place: Place): readonly CompiledRoute[] {
  const routes: CompiledRoute[] = [];
  for (const source of found.http) {
    const { ref, path, route } = source;
    const name = stringAt(route, 'name');
    const common = { ref, path, source, ...(name === undefined || name === '' ? {} : { name }) };
    const list = itemsAt(route, 'match');
    if (list.length === 0) {
      routes.push({ ...common, matchPath: path, match: routeMatchOf(undefined) });
      return routes;
    }
    for (const [i, item] of list.entries()) {
      if (!httpMatchApplies(item, found.namespace, place)) continue;
      const match = routeMatchOf(item);
      const own = source.root?.matches[i] ?? i;
      routes.push({ ...common, matchPath: own === -1 ? path : [...path, 'match', own], match });
      if (isCatchAll(match)) return routes;
    }
  }
  return routes;
}

/** Remembers the routes of VirtualServices by place. */
export class RouteCache {
  private readonly known = new Map<BoundVirtualService, Map<string, readonly CompiledRoute[]>>();

  routes(found: BoundVirtualService, place: Place, key: string): readonly CompiledRoute[] {
    const byPlace = this.known.get(found) ?? new Map<string, readonly CompiledRoute[]>();
    this.known.set(found, byPlace);
    let routes = byPlace.get(key);
    if (routes === undefined) byPlace.set(key, (routes = compiledRoutes(found, place)));
    return routes;
  }
}
