import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Format } from '../../model/format.js';

/** The formats of a type, at the place where a field of that type stands: `prefixed('http[].', …)`. */
export function prefixed(place: string, formats: FieldFormats): FieldFormats {
  return Object.fromEntries(
    Object.entries(formats).map(([path, format]): [string, Format] => [place + path, format]),
  );
}

/** Problems of a part, seen from the whole. */
export function* under(path: FieldPath, problems: Iterable<FieldProblem>): Iterable<FieldProblem> {
  for (const problem of problems) yield { ...problem, path: [...path, ...problem.path] };
}

/** Problems of each item of a list, seen from the object that holds the list. */
export function* eachUnder<T>(
  field: string,
  items: readonly T[] | undefined,
  problemsOf: (item: T, index: number) => Iterable<FieldProblem>,
): Iterable<FieldProblem> {
  for (const [i, item] of (items ?? []).entries()) yield* under([field, i], problemsOf(item, i));
}

/** A list that must have an item. */
export function listOf(what: string): Format {
  return { expected: `at least one ${what}`, accepts: (value) => Array.isArray(value) && value.length > 0 };
}

/** An object of which at least one field must be set. */
export function someOf(...fields: readonly string[]): Format {
  return {
    expected: `at least one of ${fields.join(', ')}`,
    accepts: (value) =>
      typeof value === 'object' &&
      value !== null &&
      fields.some((field) => (value as Record<string, unknown>)[field] !== undefined),
  };
}

/** Items that repeat an earlier one, by a name. */
export function* repeated<T>(
  field: string,
  items: readonly T[] | undefined,
  nameOf: (item: T) => string | number | undefined,
  pathOf: FieldPath,
): Iterable<FieldProblem> {
  const seen = new Set<string | number>();
  for (const [i, item] of (items ?? []).entries()) {
    const name = nameOf(item);
    if (name === undefined) continue;
    if (seen.has(name))
      yield { path: [field, i, ...pathOf], value: name, expected: 'one that no other item has' };
    seen.add(name);
  }
}
