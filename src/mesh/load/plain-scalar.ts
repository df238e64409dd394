const WORDS: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INTEGER = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;

/** The number, truth value or null that a plain scalar stands for; `undefined` if it is a text. */
export function readPlain(text: string): number | boolean | null | undefined {
  const word = WORDS.get(text);
  return word === undefined ? readNumber(text) : word;
}

/** Only what begins so can be a number: most texts need no further look. */
export function readNumber(text: string): number | undefined {
  const first = text.charCodeAt(0);
  if (!((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46)) return undefined;
  // Behind a dot first nothing but digits is looked for.
  const plain = first !== 46 && text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = INTEGER.exec(plain);
  if (integer !== null) {
    const value = integerOf(integer[1] ?? '', integer[2] ?? '');
    if (value !== undefined) return value;
  }
  if (!FLOAT.test(plain)) return undefined;
  // Zero has no sign in JSON that anyone keeps; what is too large is a text.
  const value = Number(plain) + 0;
  return Number.isFinite(value) ? value : undefined;
}

/** In Go's 64 bits; `undefined` for more. */
function integerOf(sign: string, digits: string): number | undefined {
  const octal = /^0[oO]?([0-7]+)$/.exec(digits);
  const value = octal === null ? Number(digits) : Number.parseInt(octal[1] ?? '', 8);
  if (value >= 2 ** (sign === '-' ? 63 : 64)) return undefined;
  return sign === '-' && value !== 0 ? -value : value;
}

/**
 * The key of a mapping that a plain scalar stands for: kubectl turns numbers and truth values into texts (`0x10` into
 * `16`, `on` into `true`), and refuses null (sigs.k8s.io/yaml, convertToJSONableObject).
 */
export function keyOf(source: string): string | undefined {
  const value = readPlain(source);
  if (value === undefined) return source;
  return value === null ? undefined : String(value);
}
