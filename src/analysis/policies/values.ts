import { itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/** A value of a source, or of a condition on one. */
export interface SourceValue {
  readonly value: string;
  readonly path: FieldPath;
}

/**
 * The values of a field of all sources of an AuthorizationPolicy, of its negation, and of the conditions on it.
 * @param field such as `principals`
 * @param attribute such as `source.principal`
 */
export function sourceValues(manifest: Manifest, field: string, attribute: string): readonly SourceValue[] {
  const list = (path: FieldPath): readonly SourceValue[] =>
    itemsAt(manifest, ...path).flatMap((value, i) =>
      typeof value === 'string' ? [{ value, path: [...path, i] }] : [],
    );
  const negated = `not${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return itemsAt(manifest, 'spec', 'rules').flatMap((rule, i) => {
    const path: FieldPath = ['spec', 'rules', i];
    const sources = itemsAt(rule, 'from').flatMap((from, j) =>
      objectAt(from, 'source') === undefined
        ? []
        : [field, negated].flatMap((name) => list([...path, 'from', j, 'source', name])),
    );
    const conditions = itemsAt(rule, 'when').flatMap((when, j) =>
      stringAt(when, 'key') === attribute
        ? ['values', 'notValues'].flatMap((name) => list([...path, 'when', j, name]))
        : [],
    );
    return [...sources, ...conditions];
  });
}
