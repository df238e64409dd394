import type { Format } from '../../model/format.js';
import { isJsonObject } from '../../model/json.js';

/** Members that a public key has to have, by type (RFC 7518 section 6, RFC 8037). */
const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
};
/** `d` is the private part of all three. */
const PRIVATE = 'd';

function isPublicKey(key: unknown): boolean {
  if (!isJsonObject(key) || typeof key['kty'] !== 'string' || Object.hasOwn(key, PRIVATE)) return false;
  const members = Object.hasOwn(PUBLIC, key['kty']) ? PUBLIC[key['kty']] : undefined;
  return members?.every((member) => typeof key[member] === 'string' && key[member] !== '') ?? false;
}

/**
 * A JSON Web Key Set (RFC 7517) of public keys. Istio only warns of private and symmetric ones, which are secrets and
 * must never be in a manifest.
 */
export const publicKeySet: Format = {
  expected: 'a JSON Web Key Set {"keys": […]} of public RSA, EC or OKP keys',
  accepts(value) {
    if (typeof value !== 'string') return false;
    let set: unknown;
    try {
      set = JSON.parse(value);
    } catch {
      return false;
    }
    if (!isJsonObject(set)) return false;
    const keys = set['keys'];
    return Array.isArray(keys) && keys.length > 0 && keys.every(isPublicKey);
  },
};
