import { isJsonObject, type Json } from '../json.js';
import type { Schema } from './schema.js';

/** The places of items that are there before, where a CRD tells the items of a list from each other. */
export function repeated(items: readonly Json[], schema: Schema): readonly number[] {
  const { 'x-kubernetes-list-type': type, 'x-kubernetes-list-map-keys': keys = [] } = schema;
  if ((type !== 'map' && type !== 'set') || items.length < 2) return [];
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    const identity = type === 'map' && isJsonObject(item) ? keys.map((key) => item[key] ?? null) : item;
    const text = JSON.stringify(identity);
    if (seen.has(text)) return [i];
    seen.add(text);
    return [];
  });
}
