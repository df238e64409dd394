import { itemsAt, stringsAt } from '../../mesh/fields.js';
import { gatewayName } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/**
 * Whether a route is tried at a gateway to which its VirtualService is bound: matches may narrow the gateways, and a
 * route without matches is tried at all.
 * @param path of the route or anything below it: `spec`, kind of route, index
 * @param gateway `<namespace>/<name>`, or `mesh`
 */
export function isTriedAt(manifest: Manifest, path: FieldPath, gateway: string): boolean {
  const matches = itemsAt(manifest, ...path.slice(0, 3), 'match');
  if (matches.length === 0) return true;
  return matches.some((match) => {
    const named = stringsAt(match, 'gateways');
    return named.length === 0 || named.some((name) => gatewayName(name, namespaceOf(manifest)) === gateway);
  });
}
