import type { Format } from '../format.js';

/** One of a few words, for values that arrive from outside the compiler's sight. */
export function oneOfWords(...words: readonly string[]): Format {
  return {
    expected: `one of ${words.join(', ')}`,
    accepts: (value) => typeof value === 'string' && words.includes(value),
  };
}

/** Any text but the empty one. */
export const nonEmpty: Format = {
  expected: 'a text that is not empty',
  accepts: (value) => typeof value === 'string' && value !== '',
};

/** Either form is fine. */
export function either(a: Format, b: Format): Format {
  return {
    expected: `${a.expected}, or ${b.expected}`,
    accepts: (value) => a.accepts(value) || b.accepts(value),
  };
}
