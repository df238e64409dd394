import { sortedKeys } from '../sorted-keys.js';

/** Stands for what cdk8s has to resolve itself: tokens, class instances, functions, objects without a prototype. */
export const NOT_PLAIN = Symbol('not plain');

// Half of a surrogate pair, or a whole one: enough to look more closely.
const HALF = /[\ud800-\udfff]/;

/**
 * What cdk8s makes of plain data (`resolve` and `sanitizeValue` in cdk8s, lib/resolve.js and lib/_util.js), in one pass:
 * fields without a value are left out, keys are sorted.
 * @param dropEmpty whether empty lists and objects count as no value, as in metadata
 * @returns `undefined` for no value, {@link NOT_PLAIN} if the value contains anything that is not plain
 */
export function plainValue(value: unknown, dropEmpty: boolean): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') {
    return isScalar(value) ? value : NOT_PLAIN;
  }
  if (Array.isArray(value)) return plainList(value, dropEmpty);
  return isDictionary(value) ? plainDictionary(value, dropEmpty) : NOT_PLAIN;
}

/** What JSON writes as it is; not NaN, nor text with halves of characters in it. */
function isScalar(value: unknown): boolean {
  if (typeof value === 'string') return !HALF.test(value);
  return typeof value === 'boolean' || Number.isFinite(value);
}

function plainList(list: readonly unknown[], dropEmpty: boolean): unknown {
  if (Object.getPrototypeOf(list) !== Array.prototype || 'resolve' in list || 'value' in list) {
    return NOT_PLAIN;
  }
  if (dropEmpty && list.length === 0) return undefined;
  const result: unknown[] = [];
  for (const one of list) {
    const plain = plainValue(one, dropEmpty);
    if (plain === NOT_PLAIN) return NOT_PLAIN;
    result.push(plain);
  }
  return result;
}

/** The fields of an object with a value, sorted. */
export function plainDictionary(object: Readonly<Record<string, unknown>>, dropEmpty: boolean): unknown {
  const result: Record<string, unknown> = {};
  let isEmpty = true;
  for (const key of sortedKeys(object)) {
    // Assigning it would set the prototype.
    if (key === '__proto__' || HALF.test(key)) return NOT_PLAIN;
    const plain = plainValue(object[key], dropEmpty);
    if (plain === NOT_PLAIN) return NOT_PLAIN;
    if (plain === undefined) continue;
    result[key] = plain;
    isEmpty = false;
  }
  return dropEmpty && isEmpty ? undefined : result;
}

/** True for objects that cdk8s treats as tables of keys and values. */
export function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, 'constructor');
}
