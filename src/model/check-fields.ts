import type { FieldPath } from './field-path.js';
import type { Format } from './format.js';

/** A field whose value does not have the form that it needs. */
export interface FieldProblem {
  readonly path: FieldPath;
  readonly value: unknown;
  readonly expected: string;
}

/**
 * Forms by field. A key is a path of names; `[]` stands for each item of a list, `{}` for each value of a map and
 * `{key}` for each of its keys: `http[].match[].headers{key}`.
 */
export type FieldFormats = Readonly<Record<string, Format>>;

type Step = { readonly name: string } | '[]' | '{}' | '{key}';

const parsed = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  let steps = parsed.get(path);
  if (steps === undefined) {
    steps = (path.match(/\[\]|\{\}|\{key\}|[^.[{]+/g) ?? []).map((part): Step =>
      part === '[]' || part === '{}' || part === '{key}' ? part : { name: part },
    );
    parsed.set(path, steps);
  }
  return steps;
}

function* find(
  value: unknown,
  steps: readonly Step[],
  at: number,
  path: FieldPath,
): Iterable<[FieldPath, unknown]> {
  if (value === undefined) return;
  const step = steps[at];
  if (step === undefined) {
    yield [path, value];
  } else if (step === '[]') {
    if (!Array.isArray(value)) return;
    for (const [i, item] of value.entries()) yield* find(item, steps, at + 1, [...path, i]);
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (step === '{}')
      for (const [key, item] of Object.entries(value)) yield* find(item, steps, at + 1, [...path, key]);
    else if (step === '{key}')
      for (const key of Object.keys(value)) yield* find(key, steps, at + 1, [...path, key]);
    else yield* find((value as Record<string, unknown>)[step.name], steps, at + 1, [...path, step.name]);
  }
}

/** Every field of `value` that lacks the form that `formats` asks for; absent fields are fine. */
export function* checkFields(value: unknown, formats: FieldFormats): Iterable<FieldProblem> {
  for (const [key, format] of Object.entries(formats)) {
    for (const [path, found] of find(value, stepsOf(key), 0, [])) {
      if (!format.accepts(found)) yield { path, value: found, expected: format.expected };
    }
  }
}
