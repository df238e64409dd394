import { RE2JS } from 're2js';
import type { Json } from '../json.js';
import type { Schema } from './schema.js';
import { foundWords, shown } from './words.js';

/** What a value of the right type lacks, as it completes "expected …"; `undefined` if nothing. */
export function scalarExpectation(value: Json, schema: Schema): string | undefined {
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return `one of ${schema.enum.map(shown).join(', ')}`;
  if (typeof value === 'number') return numberExpectation(value, schema);
  return typeof value === 'string' ? textExpectation(value, schema) : undefined;
}

function numberExpectation(value: number, { type, format, minimum, maximum }: Schema): string | undefined {
  const [least, most] = type === 'integer' && format === 'int32' ? INT32 : [undefined, undefined];
  const from = minimum ?? least;
  const to = maximum ?? most;
  if ((from === undefined || value >= from) && (to === undefined || value <= to)) return undefined;
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  if (from !== undefined && to !== undefined) return `${kind} from ${from} to ${to}`;
  return from === undefined ? `${kind} of at most ${to}` : `${kind} of at least ${from}`;
}

const INT32 = [-(2 ** 31), 2 ** 31 - 1] as const;

function textExpectation(
  value: string,
  { minLength, maxLength, pattern, format }: Schema,
): string | undefined {
  if (minLength !== undefined || maxLength !== undefined) {
    const length = Array.from(value).length;
    if (minLength !== undefined && length < minLength)
      return minLength === 1 ? 'a text that is not empty' : `a text of at least ${minLength} characters`;
    if (maxLength !== undefined && length > maxLength) return `a text of at most ${maxLength} characters`;
  }
  if (pattern !== undefined && !compiled(pattern).matcher(value).find())
    return `a text that matches ${pattern}`;
  if (format === 'byte' && !BASE64.test(value)) return 'base64';
  if (format === 'date-time' && !isDateTime(value)) return 'a date and time, such as 2030-01-31T12:00:00Z';
  return undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2})$/;

function isDateTime(value: string): boolean {
  return DATE_TIME.test(value) && !Number.isNaN(Date.parse(value));
}

const patterns = new Map<string, RE2JS>();

/** In RE2's syntax, as the API server's own. */
function compiled(pattern: string): RE2JS {
  let regex = patterns.get(pattern);
  if (regex === undefined) patterns.set(pattern, (regex = RE2JS.compile(pattern)));
  return regex;
}

/** What a list or mapping lacks in size. */
export function sizeExpectation(value: Json, schema: Schema): string | undefined {
  const { minItems, maxItems, minProperties, maxProperties } = schema;
  if (Array.isArray(value)) return sizeWords('list', 'items', value.length, minItems, maxItems);
  if (typeof value !== 'object' || value === null) return undefined;
  if (minProperties === undefined && maxProperties === undefined) return undefined;
  // A key whose value is null is no key.
  const size = Object.values(value).filter((inner) => inner !== null).length;
  return sizeWords('mapping', 'keys', size, minProperties, maxProperties);
}

function sizeWords(what: string, of: string, size: number, min?: number, max?: number): string | undefined {
  if (min !== undefined && size < min)
    return min === 1 ? `a ${what} that is not empty` : `at least ${min} ${of}`;
  return max !== undefined && size > max ? `at most ${max} ${of}` : undefined;
}

/** `expected …, found …`. */
export function expectedFound(expected: string, value: Json): string {
  return `expected ${expected}, found ${foundWords(value)}`;
}
