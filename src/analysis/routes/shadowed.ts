import { itemsAt, objectAt, type Field } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { ROUTE_KINDS } from './destinations.js';
import { matchCovers } from './match-covers.js';

/** A match, or a route without any, that an earlier one takes everything from. */
export interface Shadowed {
  /** Of the route. */
  readonly route: FieldPath;
  /** Of the match; of the route where it has none. */
  readonly path: FieldPath;
  /** Of what comes before it. */
  readonly by: FieldPath;
  /** Whether this is all that the route matches. */
  readonly isWhole: boolean;
}

interface Taken {
  readonly path: FieldPath;
  readonly match: Field;
}

/** So many earlier matches are compared with each. */
const MOST = 200;

/** What no request reaches in the routes of a VirtualService: the first match wins. */
export function shadowedIn(manifest: Manifest): readonly Shadowed[] {
  return ROUTE_KINDS.flatMap((kind) => {
    const earlier: Taken[] = [];
    return itemsAt(manifest, 'spec', kind).flatMap((route, i): readonly Shadowed[] => {
      const path: FieldPath = ['spec', kind, i];
      const matches = itemsAt(route, 'match');
      const own: readonly Taken[] =
        matches.length === 0
          ? [{ path, match: undefined }]
          : matches.map((match, j) => ({ path: [...path, 'match', j], match }));
      const lost = own.flatMap((one, j) => {
        const before = [...earlier.slice(0, MOST), ...own.slice(0, Math.min(j, MOST))];
        const by = before.find(({ match }) => matchCovers(kind, match, one.match));
        return by === undefined ? [] : [{ route: path, path: one.path, by: by.path }];
      });
      // Of what a delegate takes, this VirtualService does not tell.
      if (objectAt(route, 'delegate') === undefined) earlier.push(...own.slice(0, MOST));
      const isWhole = lost.length === own.length && lost.every(({ by }) => by[2] !== i || by[1] !== kind);
      return lost.map((one) => ({ ...one, isWhole }));
    });
  });
}
