import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.js';
import { random, type Random } from './random.js';

/** An object that differs from a valid one in one field. */
export interface Mutant {
  readonly seed: number;
  /** What was done to which field, for people. */
  readonly what: string;
  readonly value: JsonObject;
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly value: Json;
}

/** What decides where an object is sent has to stay as it is. */
const FIXED = new Set(['apiVersion', 'kind', 'metadata.namespace', 'metadata']);

/**
 * A dry run allocates no port of the node, and so does not look at the number. The value of a patch is configuration of
 * Envoy, which the webhook decodes by Envoy's own definitions and we do not know.
 */
function isUnchecked(path: Place['path']): boolean {
  return path.at(-1) === 'nodePort' || (path.includes('configPatches') && path.includes('value'));
}

/** The mutant of an object that belongs to a seed. */
export function mutate(object: JsonObject, seed: number): Mutant {
  const chance = random(seed);
  const places = placesIn(object, []).filter(({ path }) => !FIXED.has(path.join('.')) && !isUnchecked(path));
  const place = chance.pick(places);
  const [what, value] = chance.pick(OPERATIONS)(object, place, chance);
  return { seed, what: `${what} ${place.path.join('.')}`, value };
}

type Operation = (object: JsonObject, place: Place, chance: Random) => readonly [string, JsonObject];

const OPERATIONS: readonly Operation[] = [
  (object, { path }) => ['drop', change(object, path, () => [])],
  (object, { path, value }) => ['duplicate', change(object, path, (key) => doubled(key, value))],
  (object, { path, value }, chance) => {
    const other = chance.pick(RETYPED.filter((one) => typeOf(one) !== typeOf(value)));
    return [`retype to ${JSON.stringify(other)}`, change(object, path, (key) => [[key, other]])];
  },
  (object, { path, value }, chance) => {
    const other = chance.pick(extremes(value));
    const shown = JSON.stringify(other).slice(0, 60);
    return [`set to ${shown}`, change(object, path, (key) => [[key, other]])];
  },
  (object, { path, value }, chance) => {
    const field = path.at(-1);
    if (typeof field === 'number')
      return ['add an item to', change(object, path, (key) => doubled(key, 'x'))];
    const name = misspelt(field ?? '', chance);
    return [`misspell as ${name}`, change(object, path, () => [[name, value]])];
  },
];

const RETYPED: readonly Json[] = [
  'text',
  '',
  '12',
  12,
  0,
  1.5,
  true,
  false,
  null,
  [],
  {},
  ['text'],
  { a: 'b' },
];

function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

function extremes(value: Json): readonly Json[] {
  if (typeof value === 'number')
    return [-1, 0, 1, 65_535, 65_536, 2 ** 31, 2 ** 32, -(2 ** 31) - 1, 101, 1.5];
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value)) return [[], Array.from({ length: 70 }, () => (value as Json[])[0] ?? 'x')];
  if (isJsonObject(value))
    return [{}, { ...value, unknown: 1 }, { ...value, [String(Object.keys(value)[0])]: null }];
  return [
    '',
    '*',
    'UPPER',
    'with blank',
    '-dash',
    'a/b',
    'a.b',
    'a'.repeat(64),
    'a'.repeat(300),
    '0s',
    '5',
    '10m',
    'ünï',
  ];
}

function misspelt(name: string, chance: Random): string {
  const at = chance.int(Math.max(1, name.length - 1));
  return chance.pick([
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2),
    name.toUpperCase(),
    `${name}s`,
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ]);
}

function placesIn(value: Json, path: readonly (string | number)[]): readonly Place[] {
  const own = path.length === 0 ? [] : [{ path, value }];
  if (Array.isArray(value))
    return [...own, ...value.flatMap((item: Json, i) => placesIn(item, [...path, i]))];
  if (!isJsonObject(value)) return own;
  return [...own, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))];
}

type Entries = readonly (readonly [string | number, Json])[];

/** A copy in which the entry at a path is replaced by others. */
function change(
  object: JsonObject,
  path: readonly (string | number)[],
  entries: (key: string | number) => Entries,
): JsonObject {
  const inner = (value: Json, [key, ...rest]: readonly (string | number)[]): Json => {
    if (key === undefined) return value;
    if (Array.isArray(value)) {
      return value.flatMap((item: Json, i): readonly Json[] => {
        if (i !== key) return [item];
        return rest.length > 0 ? [inner(item, rest)] : entries(i).map(([, one]) => one);
      });
    }
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, item]): readonly (readonly [string, Json])[] => {
        if (name !== key) return [[name, item]];
        return rest.length > 0
          ? [[name, inner(item, rest)]]
          : entries(name).map(([one, it]) => [String(one), it]);
      }),
    );
  };
  const changed = inner(object, path);
  return isJsonObject(changed) ? changed : object;
}

function doubled(key: string | number, value: Json): Entries {
  return typeof key === 'number'
    ? [
        [key, value],
        [key, value],
      ]
    : [
        [key, value],
        [`${key}2`, value],
      ];
}
