import { isJsonObject, type Json } from '../json.js';
import { scalarExpectation, sizeExpectation } from './scalars.js';
import type { Schema } from './schema.js';

/** Whether a value has the type; a field that is null is absent and never asked for its own. */
export function hasType(value: Json, { type, ...schema }: Schema): boolean {
  if (schema['x-kubernetes-int-or-string'] === true)
    return typeof value === 'string' || Number.isInteger(value);
  if (type === undefined) return true;
  switch (type) {
    case 'object':
      return isJsonObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
    case 'boolean':
      return typeof value === type;
  }
}

/** Whether a value satisfies all that a schema without references says. For the parts of `oneOf` and the like. */
function matches(value: Json, schema: Schema): boolean {
  if (!hasType(value, schema)) return false;
  if (scalarExpectation(value, schema) !== undefined || sizeExpectation(value, schema) !== undefined)
    return false;
  if (isJsonObject(value)) {
    const { required = [], properties = {} } = schema;
    if (!required.every((name) => isPresent(value[name]))) return false;
    for (const [name, part] of Object.entries(properties)) {
      const inner = value[name];
      if (isPresent(inner) && !matches(inner, part)) return false;
    }
  }
  if (Array.isArray(value) && schema.items !== undefined) {
    const { items } = schema;
    if (!value.every((item: Json) => matches(item, items))) return false;
  }
  return fitsTogether(value, schema);
}

/** `oneOf`, `anyOf`, `allOf` and `not` alone. */
export function fitsTogether(value: Json, { oneOf, anyOf, allOf, not }: Schema): boolean {
  if (oneOf !== undefined && oneOf.filter((part) => matches(value, part)).length !== 1) return false;
  if (anyOf !== undefined && !anyOf.some((part) => matches(value, part))) return false;
  if (allOf !== undefined && !allOf.every((part) => matches(value, part))) return false;
  return not === undefined || !matches(value, not);
}

/** Whether a field is there: null stands for nothing. */
export function isPresent(value: Json | undefined): value is Exclude<Json, null> {
  return value !== undefined && value !== null;
}
