import { checkFields } from '../../check-fields.js';
import type { JsonObject } from '../../json.js';
import { foundWords, shown } from '../words.js';
import type { StructureViolation } from '../violation.js';
import { mappingsIn } from './containers.js';
import type { BuiltInEntries, BuiltInEntry } from './entry.js';
import { QUOTAS } from './quotas.js';
import { METADATA } from './metadata.js';
import { PODS } from './pods.js';
import { SCALING } from './scaling.js';
import { POLICIES } from './policies.js';
import { SERVICES } from './services.js';
import { STORAGE } from './storage.js';
import { WORKLOADS } from './workloads.js';
import { isJsonObject, type Json } from '../../json.js';

const ENTRIES: BuiltInEntries = {
  ...METADATA,
  ...PODS,
  ...WORKLOADS,
  ...SCALING,
  ...SERVICES,
  ...POLICIES,
  ...STORAGE,
  ...QUOTAS,
};

const NOTHING: readonly string[] = [];
const known = new Map<string, BuiltInEntry | undefined>();

/** What is said of a definition beyond its schema. */
export function entryOf(definition: string): BuiltInEntry | undefined {
  if (known.has(definition)) return known.get(definition);
  const name = definition.replace(/^io\.k8s\.(?:api|apimachinery\.pkg\.apis)\./, '');
  const entry = Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined;
  known.set(definition, entry);
  return entry;
}

/** What the API server's own code refuses in an object of a definition. Paths begin at the object. */
export function* checkBuiltIn(value: JsonObject, entry: BuiltInEntry): Iterable<StructureViolation> {
  const { formats, needs, unique } = entry;
  if (formats !== undefined)
    for (const { path, value: found, expected } of checkFields(withTexts(value), formats)) {
      // A wrong type is said elsewhere, and null is nothing.
      if (typeof found === 'object') continue;
      const message = `expected ${expected}, found ${foundWords(found as Json)}`;
      yield { code: 'field-value', path, message };
    }
  for (const name of needs ?? NOTHING) {
    const found = value[name] ?? null;
    const isEmpty = found === null || found === '' || (Array.isArray(found) && found.length === 0);
    if (isEmpty) yield { code: 'field-required', path: [name], message: `${name} is missing` };
  }
  if (entry.only !== undefined) yield* checkOnly(value, entry);
  if (unique !== undefined)
    for (const [list, fields] of Object.entries(unique)) yield* checkUnique(value, list, fields);
  if (entry.check !== undefined) yield* entry.check(value);
}

/** In a list of texts null stands for an empty one. */
function withTexts(value: JsonObject): JsonObject {
  if (!Object.values(value).some(hasNull)) return value;
  const lists = Object.entries(value).filter(([, list]) => hasNull(list));
  const texts = lists.map(
    ([name, list]) => [name, (list as readonly Json[]).map((item) => item ?? '')] as const,
  );
  return { ...value, ...Object.fromEntries(texts) };
}

function hasNull(list: Json | undefined): boolean {
  return Array.isArray(list) && list.includes(null);
}

function* checkOnly(
  value: JsonObject,
  { only = [], needsOne = false }: BuiltInEntry,
): Iterable<StructureViolation> {
  const given = only.filter((name) => isJsonObject(value[name]) || (value[name] ?? '') !== '');
  if (given.length > 1) {
    const message = `expected only one of ${only.join(', ')}, found ${given.join(' and ')}`;
    yield { code: 'field-combination', path: [], message };
  }
  if (needsOne && given.length === 0)
    yield { code: 'field-required', path: [], message: `expected one of ${only.join(', ')}, found none` };
}

function* checkUnique(
  value: JsonObject,
  list: string,
  fields: readonly string[],
): Iterable<StructureViolation> {
  if (fields.length === 0) return;
  const seen = new Set<string>();
  for (const [i, item] of mappingsIn(value[list])) {
    const identity = JSON.stringify(fields.map((field) => item[field] ?? null));
    if (seen.has(identity))
      yield {
        code: 'field-value',
        path: [list, i],
        message: `${fields.map((field) => shown(item[field])).join(' ')} is there twice`,
      };
    seen.add(identity);
  }
}
