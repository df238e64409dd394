import { itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/** A field of a policy that asks for what is in a token. */
export interface TokenCondition {
  /** Of the list of values. */
  readonly path: FieldPath;
  /** `request.auth.principal` for sources. */
  readonly key: string;
  readonly isNegated: boolean;
}

const FIELDS = { requestPrincipals: false, notRequestPrincipals: true, values: false, notValues: true };

/** All fields of a policy that ask for what is in a token. */
export function tokenConditions(manifest: Manifest): readonly TokenCondition[] {
  const lists = (holder: FieldPath, key: string): readonly TokenCondition[] =>
    Object.entries(FIELDS).flatMap(([name, isNegated]) =>
      itemsAt(manifest, ...holder, name).length === 0 ? [] : [{ path: [...holder, name], key, isNegated }],
    );
  return itemsAt(manifest, 'spec', 'rules').flatMap((rule, i) => [
    ...itemsAt(rule, 'from').flatMap((from, j) =>
      objectAt(from, 'source') === undefined
        ? []
        : lists(['spec', 'rules', i, 'from', j, 'source'], 'request.auth.principal'),
    ),
    ...itemsAt(rule, 'when').flatMap((when, j) => {
      const key = stringAt(when, 'key') ?? '';
      return key.startsWith('request.auth.') ? lists(['spec', 'rules', i, 'when', j], key) : [];
    }),
  ]);
}
