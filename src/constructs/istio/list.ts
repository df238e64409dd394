import type { Format } from '../../model/format.js';

/**
 * A list with at least one entry. Istio reads an empty list as an absent one, which for a condition means "everything":
 * a list that was computed and came out empty would widen a policy without a word.
 * @param max most entries that the CRD takes
 */
export function filledList(max?: number): Format {
  return {
    expected: `${max === undefined ? 'at least one entry' : `1 to ${max} entries`} (leave the field out for any)`,
    accepts: (value) => Array.isArray(value) && value.length >= 1 && value.length <= (max ?? value.length),
  };
}

/** A list with at most so many entries, the limit of the CRD. */
export function shortList(max: number): Format {
  return {
    expected: `at most ${max} entries`,
    accepts: (value) => Array.isArray(value) && value.length <= max,
  };
}
