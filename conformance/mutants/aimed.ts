import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.js';

/** An object in which fields were changed that some condition of the webhook is about. */
export interface Aimed {
  readonly what: string;
  readonly value: JsonObject;
}

const FILE = new URL('aimed.yaml', import.meta.url);
let table: Json | undefined;

/** The changes of `aimed.yaml` to an object, as far as it has the fields around them. */
export function aimedAt(object: JsonObject): readonly Aimed[] {
  table ??= load(readFileSync(FILE, 'utf8')) as Json;
  const { kind } = object;
  const changes = isJsonObject(table) && typeof kind === 'string' ? table[kind] : undefined;
  if (!Array.isArray(changes)) return [];
  return changes.flatMap((change: Json) => {
    if (!isJsonObject(change)) return [];
    let value: Json | undefined = object;
    for (const [path, to] of Object.entries(change))
      value = value && replaced(value, path.split(/\.(?=[a-zA-Z0-9])/), to);
    return isJsonObject(value) ? [{ what: JSON.stringify(change), value }] : [];
  });
}

/** A copy with another value at a path; `undefined` if it leads nowhere. */
function replaced(value: Json, [key = '', ...rest]: readonly string[], to: Json): Json | undefined {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    const inner = list[Number(key)];
    if (inner === undefined) return undefined;
    const item = rest.length === 0 ? to : replaced(inner, rest, to);
    return item === undefined ? undefined : list.map((old, i) => (i === Number(key) ? item : old));
  }
  if (!isJsonObject(value)) return undefined;
  const inner =
    rest.length === 0 ? to : value[key] === undefined ? undefined : replaced(value[key], rest, to);
  if (inner === undefined) return undefined;
  const others = Object.entries(value).filter(([name]) => name !== key);
  return Object.fromEntries(inner === null ? others : [...others, [key, inner]]);
}
