import { itemsAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import type { SourceValue } from './values.js';

/**
 * The values of a field of all operations of an AuthorizationPolicy, and of its negation.
 * @param field such as `methods`
 */
export function operationValues(manifest: Manifest, field: string): readonly SourceValue[] {
  const negated = `not${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return itemsAt(manifest, 'spec', 'rules').flatMap((rule, i) =>
    itemsAt(rule, 'to').flatMap((_, j) =>
      [field, negated].flatMap((name) => {
        const path: FieldPath = ['spec', 'rules', i, 'to', j, 'operation', name];
        return itemsAt(manifest, ...path).flatMap((value, k) =>
          typeof value === 'string' ? [{ value, path: [...path, k] }] : [],
        );
      }),
    ),
  );
}
