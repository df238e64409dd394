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
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    if (inner === null) return [];
    if (properties !== undefined && Object.hasOwn(properties, name))
      return [[name, celValue(inner, properties[name] ?? {})] as const];
    return typeof additionalProperties === 'object'
      ? [[name, celValue(inner, additionalProperties)] as const]
      : [];
  });
  return Object.fromEntries(entries);
}
