// Which strings may stand unquoted. The test is stricter than the grammar: what some reader of YAML 1.1 or 1.2 could
// take for a number, a date, a boolean or a merge key is quoted, whether or not the readers at hand would.

/** Characters that are printed as they are: no controls, no odd spaces or line ends, nothing that hides or reorders text. */
export const PRINTED =
  '\\x20-\\x7e\\xa1-\\xac\\xae-\\u061b\\u061d-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e' +
  '\\u2070-\\u2fff\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufdff\\ufe00-\\ufefe\\uff01-\\uffef' +
  '\\u{10000}-\\u{1fffd}\\u{20000}-\\u{2fffd}\\u{30000}-\\u{3fffd}';

const SIMPLE = /^[A-Za-z_/][A-Za-z0-9_./-]*$/;
const FIRST = /^(?:[A-Za-z_/$(0-9\u{a1}-\u{3fffd}]|--?[A-Za-z])/u;
// eslint-disable-next-line no-misleading-character-class -- ranges of code points, combining marks among them
const BODY = new RegExp(`^[${PRINTED}]+$`, 'u');
// Integers of any base, floats, base 60, dates and times, with any of the separators that readers allow in them.
const LIKE_A_NUMBER = /^[0-9][0-9A-Fa-f_.,:+\- xXoOpPtTzZ]*$/;
const ENDS_EARLY = /: | #|[: ]$/;
const WORDS = new Set([
  'y',
  'yes',
  'n',
  'no',
  'on',
  'off',
  'true',
  'false',
  'null',
  'nan',
  'inf',
  'infinity',
]);
// An exponent without a number: for some readers a float.
const BARE_EXPONENT = /^[eE][-+]?[0-9_]+$/;

/** True if every reader takes the unquoted text for a string, as a value or as a key. */
export function isPlain(text: string): boolean {
  if (SIMPLE.test(text)) return !hasMeaning(text);
  if (!FIRST.test(text) || !BODY.test(text) || ENDS_EARLY.test(text)) return false;
  return !LIKE_A_NUMBER.test(text) && !hasMeaning(text.replace(/^-+/, ''));
}

function hasMeaning(text: string): boolean {
  return WORDS.has(text.toLowerCase()) || BARE_EXPONENT.test(text);
}
