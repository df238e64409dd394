import type { FieldPath } from './field-path.js';
import { isJsonObject } from './json.js';
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

interface FieldFormat {
  readonly steps: readonly Step[];
  /** The field, if it is one of the object itself. */
  readonly name: string | undefined;
  readonly format: Format;
}

const parsed = new WeakMap<FieldFormats, readonly FieldFormat[]>();

function parse(formats: FieldFormats): readonly FieldFormat[] {
  let fields = parsed.get(formats);
  if (fields === undefined) {
    fields = Object.entries(formats).map(([path, format]) => {
      const steps = stepsOf(path);
      const [only] = steps;
      return { steps, name: steps.length === 1 && typeof only === 'object' ? only.name : undefined, format };
    });
    parsed.set(formats, fields);
  }
  return fields;
}

function stepsOf(path: string): readonly Step[] {
  return (path.match(/\[\]|\{\}|\{key\}|[^.[{]+/g) ?? []).map((part): Step =>
    part === '[]' || part === '{}' || part === '{key}' ? part : { name: part },
  );
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

/** Whether all fields at the end of the steps have the form. Without their paths, for nearly always they have it. */
function fits(value: unknown, steps: readonly Step[], at: number, format: Format): boolean {
  if (value === undefined) return true;
  const step = steps[at];
  if (step === undefined) return format.accepts(value);
  if (step === '[]') return !Array.isArray(value) || value.every((item) => fits(item, steps, at + 1, format));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  if (step === '{}') return Object.values(value).every((item) => fits(item, steps, at + 1, format));
  if (step === '{key}') return Object.keys(value).every((key) => fits(key, steps, at + 1, format));
  return fits((value as Record<string, unknown>)[step.name], steps, at + 1, format);
}

/** Every field of `value` that lacks the form that `formats` asks for; absent fields are fine. */
export function* checkFields(value: unknown, formats: FieldFormats): Iterable<FieldProblem> {
  for (const { steps, name, format } of parse(formats)) {
    // Most formats are of fields of the object itself, which needs no search.
    if (name !== undefined) {
      const found = isJsonObject(value) ? value[name] : undefined;
      if (found !== undefined && !format.accepts(found))
        yield { path: [name], value: found, expected: format.expected };
      continue;
    }
    if (fits(value, steps, 0, format)) continue;
    for (const [path, found] of find(value, steps, 0, [])) {
      if (!format.accepts(found)) yield { path, value: found, expected: format.expected };
    }
  }
}
