import { itemsAt, objectAt, type Field } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/** A match of a route on a claim of a token. */
export interface ClaimMatch {
  /** Of the name of the claim, in a map of headers. */
  readonly path: FieldPath;
  readonly isNegated: boolean;
  readonly match: Field;
}

/** The matches on claims of a VirtualService: `@request.auth.claims.name` or `…[name]` (istio `pkg/jwt/routing.go`). */
export function claimMatches(manifest: Manifest): readonly ClaimMatch[] {
  return itemsAt(manifest, 'spec', 'http').flatMap((route, i) =>
    itemsAt(route, 'match').flatMap((match, j) =>
      ['headers', 'withoutHeaders'].flatMap((field) =>
        Object.entries(objectAt(match, field) ?? {}).flatMap(([name, value]): ClaimMatch[] => {
          const path: FieldPath = ['spec', 'http', i, 'match', j, field, name];
          const isClaim = /^@request\.auth\.claims[.[]/i.test(name);
          return isClaim ? [{ path, isNegated: field === 'withoutHeaders', match: value }] : [];
        }),
      ),
    ),
  );
}
