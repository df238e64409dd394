import type { Json, JsonObject } from '../../model/json.js';
import { sortedKeys } from '../sorted-keys.js';
import { fitsLiteral, inlineString, literal, number } from './scalar.js';

// YAML 1.1 readers take a key for one only if its colon follows within 1024 characters.
const LONGEST_KEY = 1000;
const FIRST_KEYS = ['apiVersion', 'kind', 'metadata'];

/**
 * The YAML of any JSON value, in the style of kubectl: blocks of two spaces, lists not indented, keys sorted by code unit.
 * Readers of YAML 1.1 and 1.2 read the same data back.
 * @throws RangeError for numbers that JSON cannot say
 */
export function toYaml(value: Json): string {
  return item(value, '');
}

/** The YAML of Kubernetes objects, one document each: `apiVersion`, `kind` and `metadata` first, the rest sorted. */
export function toDocuments(objects: readonly JsonObject[]): string {
  return objects.map((object) => flat(mapping(object, topLevelKeys(object), ''))).join('---\n');
}

/**
 * The same text in one piece. Concatenation makes a tree of its parts, which V8 lays out when a character is read: for a
 * document at a time that takes half the time that it takes for a file of thousands.
 */
function flat(text: string): string {
  return text.charCodeAt(0) >= 0 ? text : '';
}

function topLevelKeys(object: JsonObject): readonly string[] {
  const first = FIRST_KEYS.filter((key) => Object.hasOwn(object, key));
  return [...first, ...sortedKeys(object).filter((key) => !FIRST_KEYS.includes(key))];
}

/** What follows `- ` or stands at the left margin; further lines are at `indent`. */
function item(value: Json, indent: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value, indent === '' ? '  ' : indent);
  if (isList(value)) return value.length === 0 ? '[]\n' : sequence(value, indent);
  const keys = sortedKeys(value);
  return keys.length === 0 ? '{}\n' : mapping(value, keys, indent);
}

/** What follows the colon of a key that is at `indent`. */
function field(value: Json, indent: string): string {
  if (typeof value === 'object' && value !== null) {
    if (isList(value)) return value.length === 0 ? ' []\n' : `\n${indent}${sequence(value, indent)}`;
    const keys = sortedKeys(value);
    const inner = `${indent}  `;
    return keys.length === 0 ? ' {}\n' : `\n${inner}${mapping(value, keys, inner)}`;
  }
  return ` ${scalar(value, `${indent}  `)}`;
}

function sequence(list: readonly (Json | undefined)[], indent: string): string {
  const inner = `${indent}  `;
  let text = '';
  // An item cannot be left out without moving the others: JSON writes null as well.
  for (const value of list) text += `${text === '' ? '' : indent}- ${item(value ?? null, inner)}`;
  return text;
}

function mapping(object: JsonObject, keys: readonly string[], indent: string): string {
  let text = '';
  for (const key of keys) {
    const value = object[key];
    if (value === undefined) continue;
    text += `${text === '' ? '' : indent}${entry(inlineString(key), value, indent)}`;
  }
  return text;
}

function entry(key: string, value: Json, indent: string): string {
  if (key.length <= LONGEST_KEY) return `${key}:${field(value, indent)}`;
  return `? ${key}\n${indent}: ${item(value, `${indent}  `)}`;
}

function scalar(value: string | number | boolean | null, indent: string): string {
  if (typeof value === 'string') {
    return fitsLiteral(value) ? literal(value, indent) : `${inlineString(value)}\n`;
  }
  return `${typeof value === 'number' ? number(value) : String(value)}\n`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
