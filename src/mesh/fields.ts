import type { FieldPath } from '../model/field-path.js';
import { isJsonObject, type Json, type JsonObject } from '../model/json.js';

/** A JSON value, or nothing where a field is absent. */
export type Field = Json | undefined;

function isList(value: Field): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of a field, `undefined` where any step of the way is absent. */
export function at(value: Field, ...path: FieldPath): Field {
  let found = value;
  for (const step of path) {
    if (typeof step === 'number') found = isList(found) ? found[step] : undefined;
    else found = isJsonObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

/** The items of a list; none where it is absent or something else. */
export function itemsAt(value: Field, ...path: FieldPath): readonly Json[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** An object; `undefined` where the field is absent or something else. */
export function objectAt(value: Field, ...path: FieldPath): JsonObject | undefined {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : undefined;
}

/** A text; `undefined` where the field is absent or something else. */
export function stringAt(value: Field, ...path: FieldPath): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** A number; `undefined` where the field is absent or something else. */
export function numberAt(value: Field, ...path: FieldPath): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The texts of a list. */
export function stringsAt(value: Field, ...path: FieldPath): readonly string[] {
  return itemsAt(value, ...path).filter((item) => typeof item === 'string');
}

const NO_TEXTS = textsOf({});
const texts = new WeakMap<JsonObject, Readonly<Record<string, string>>>();

/** The entries of a map of texts, such as labels; it has nothing else, whatever name it is asked for. */
export function textsAt(value: Field, ...path: FieldPath): Readonly<Record<string, string>> {
  const found = at(value, ...path);
  if (!isJsonObject(found)) return NO_TEXTS;
  let own = texts.get(found);
  if (own === undefined) texts.set(found, (own = textsOf(found)));
  return own;
}

function textsOf(object: JsonObject): Readonly<Record<string, string>> {
  const own = Object.create(null) as Record<string, string>;
  for (const [key, text] of Object.entries(object)) if (typeof text === 'string') own[key] = text;
  return own;
}
