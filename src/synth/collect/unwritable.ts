import { formatPath, type FieldPath } from '../../model/field-path.js';
import { isDictionary } from './plain-value.js';

/** The first value in data that no JSON can hold: `spec.count is NaN`. `undefined` in a list counts as null. */
export function unwritable(value: unknown, path: FieldPath = []): string | undefined {
  if (value === null || value === undefined || typeof value === 'boolean') return undefined;
  if (typeof value === 'string')
    return isWellFormed(value) ? undefined : `${formatPath(path)} has half a character`;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  if (Array.isArray(value)) return first(value.entries(), path);
  if (isDictionary(value)) return first(Object.entries(value), path);
  const shown = typeof value === 'number' || typeof value === 'bigint' ? String(value) : `a ${typeof value}`;
  return `${formatPath(path)} is ${typeof value === 'object' ? 'an instance of a class' : shown}`;
}

function first(fields: Iterable<readonly [string | number, unknown]>, path: FieldPath): string | undefined {
  for (const [key, field] of fields) {
    if (typeof key === 'string' && !isWellFormed(key))
      return `${formatPath(path)} has a key with half a character`;
    const found = unwritable(field, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** False for text with half of a surrogate pair, which kubectl's reader refuses. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
