import { isJsonObject, type Json, type JsonObject } from '../json.js';

/** Members that a key has to have, by type (RFC 7518 section 6, RFC 8037). */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

/** A JSON Web Key Set, or one key (RFC 7517); `undefined` if it is neither. */
export function readKeySet(text: string): JsonObject | undefined {
  let set: unknown;
  try {
    set = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isJsonObject(set) && keysIn(set).every(isKey) ? set : undefined;
}

/** The keys of a set; of one key that key. */
export function keysIn(set: JsonObject): readonly Json[] {
  const { keys } = set;
  return isList(keys) ? keys : [set];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isKey(key: Json): boolean {
  if (!isJsonObject(key) || typeof key['kty'] !== 'string' || !Object.hasOwn(MEMBERS, key['kty']))
    return false;
  return (MEMBERS[key['kty']] ?? []).every((member) => typeof key[member] === 'string' && key[member] !== '');
}
