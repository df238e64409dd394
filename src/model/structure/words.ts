import type { Json } from '../json.js';
import { counted, quoted } from '../settings/words.js';
import type { Schema } from './schema.js';

const TYPES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** What a schema wants, as it completes "expected …". */
export function typeWords({ type, oneOf, ...schema }: Schema): string {
  if (schema['x-kubernetes-int-or-string'] === true) return 'a whole number or a text';
  if (type !== undefined) return TYPES[type] ?? type;
  return (oneOf ?? []).map(typeWords).join(' or ');
}

/** What is written, as it completes "found …". */
export function foundWords(value: Json): string {
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${counted(value.length, 'item')}`;
  if (value === null) return 'nothing';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** How a value of a wrong type may be put right, if only its writing is wrong. */
export function typeHint(type: Schema['type'], value: Json): string | undefined {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `in quotes: '${value}'`;
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean')
    return /^(?:true|false)$/i.test(value) ? `without quotes: ${value.toLowerCase()}` : undefined;
  const isNumber = type === 'integer' ? /^-?\d+$/.test(value) : /^-?\d+(?:\.\d+)?$/.test(value);
  return isNumber && (type === 'integer' || type === 'number') ? `without quotes: ${value}` : undefined;
}

/** A value in a sentence. */
export function shown(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
