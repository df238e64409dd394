import { itemsAt, objectAt, type Field } from '../../mesh/fields.js';
import { virtualServiceOf, type VirtualService } from '../../mesh/virtual-service.js';
import type { FieldPath } from '../../model/field-path.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { matchCovers } from '../routes/match-covers.js';
import { before } from '../routes/same-host.js';
import { defineRule } from '../rule.js';

export const virtualServiceGatewayHostOnce = defineRule({
  id: 'virtual-service-gateway-host-once',
  severity: 'warning',
  what: 'Two VirtualServices have the same host at the same gateway, and routes for the same requests.',
  why: 'The gateway puts the routes of the older one first, so which of them a request takes depends on when they were made.',
  fix: 'Make them one, or let each match what the other does not.',
  equivalent: ['KIA1106'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    const found = virtualServiceOf(manifest);
    const reported = new Set<VirtualService['manifest']>();
    for (const gateway of found.gateways) {
      if (gateway === 'mesh') continue;
      for (const host of found.hosts) {
        for (const other of before(mesh, found, gateway, host)) {
          if (reported.has(other.manifest)) continue;
          const clash = clashOf(other, found);
          if (clash === undefined) continue;
          reported.add(other.manifest);
          yield {
            path: clash.path,
            message: `a route of ${formatRef(refOf(other.manifest))} for ${host} at gateway ${gateway} is for the same requests`,
            related: [{ manifest: other.manifest, path: clash.other, message: 'is for the same requests' }],
          };
        }
      }
    }
  },
});

interface Clash {
  readonly path: FieldPath;
  readonly other: FieldPath;
}

interface Match {
  readonly path: FieldPath;
  readonly match: Field;
  readonly isCatchAll: boolean;
}

/** Routes for everything are put last (istio `pilot/pkg/networking/core/route/route.go` SortVHostRoutes). */
function clashOf(older: VirtualService, younger: VirtualService): Clash | undefined {
  const others = matchesOf(older);
  for (const { path, match, isCatchAll } of matchesOf(younger)) {
    const same = others.find(
      (other) =>
        other.isCatchAll === isCatchAll &&
        (matchCovers('http', other.match, match) || matchCovers('http', match, other.match)),
    );
    if (same !== undefined) return { path, other: same.path };
  }
  return undefined;
}

function matchesOf({ manifest }: VirtualService): readonly Match[] {
  return itemsAt(manifest, 'spec', 'http').flatMap((route, i): readonly Match[] => {
    if (objectAt(route, 'delegate') !== undefined) return [];
    const matches = itemsAt(route, 'match');
    const path: FieldPath = ['spec', 'http', i];
    if (matches.length === 0) return [{ path, match: undefined, isCatchAll: true }];
    return matches.map((match, j) => ({
      path: [...path, 'match', j],
      match,
      isCatchAll: matchCovers('http', match, undefined),
    }));
  });
}
