import { isJsonObject, type Json } from '../../../src/model/json.js';
import type { Schema } from './crd-schema.js';

/** The fields of a schema that none of the values has. What is below such a field is not listed. */
export function unusedFields(schema: Schema, values: readonly Json[], path = ''): readonly string[] {
  const inside = (value: Json): readonly Json[] => (isJsonObject(value) ? Object.values(value) : []);
  if (schema.items !== undefined) {
    return unusedFields(
      schema.items,
      values.flatMap((value) => (isArray(value) ? value : [])),
      `${path}[]`,
    );
  }
  if (schema.values !== undefined) return unusedFields(schema.values, values.flatMap(inside), `${path}{}`);
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const below = path === '' ? name : `${path}.${name}`;
    const found = values.flatMap((value) =>
      isJsonObject(value) && value[name] !== undefined ? [value[name]] : [],
    );
    return found.length === 0 ? [below] : unusedFields(property, found, below);
  });
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
