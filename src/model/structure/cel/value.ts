import { isJsonObject, type Json } from '../../json.js';
import type { Schema } from '../schema.js';

/** A value as rules see it: whole numbers of the schema are integers, what is null or unknown is absent. */
export function celValue(value: Json, schema: Schema): unknown {
  if (typeof value === 'number') {
    const isInteger = schema.type === 'integer' || schema['x-kubernetes-int-or-string'] === true;
    return isInteger && Number.isInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) {
    const { items = {} } = schema;
    return value.map((item: Json) => celValue(item, items));
  }
  if (!isJsonObject(value)) return value;
  const { properties, additionalProperties } = schema;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const seen: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const inner = value[name];
    const part = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : others;
    if (inner === undefined || inner === null || part === undefined) continue;
    // Not an assignment: that of `__proto__` makes no field.
    if (name === '__proto__')
      Object.defineProperty(seen, name, { value: celValue(inner, part), enumerable: true });
    else seen[name] = celValue(inner, part);
  }
  return seen;
}
