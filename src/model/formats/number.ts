import type { Format } from '../format.js';

/** A whole number in a closed range. */
export function integer(min: number, max: number, what = 'a whole number'): Format {
  const upTo = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return {
    expected: `${what} ${upTo}`,
    accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max,
  };
}

/** A TCP or UDP port. */
export const port: Format = integer(1, 65_535, 'a port');

/** A whole number of at least 0. */
export const count: Format = integer(0, Number.MAX_SAFE_INTEGER);

/** A number from 0 to 100. */
export const percentage: Format = {
  expected: 'a percentage from 0 to 100',
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= 100,
};
