import type { Read, Said } from './readers.js';

/** Shares are binary fractions, which are divided by 100 on one side and written as ratios on the other. */
const TOLERANCE = 1e-9;

/** Where a reader was told something else than was declared. */
export function* deviations(read: Read | undefined, expected: Said): Iterable<string> {
  if (read === undefined || 'error' in read) {
    yield `refused: ${read?.error ?? 'nothing was read'}`;
    return;
  }
  for (const name of new Set([...Object.keys(expected), ...Object.keys(read.said)])) {
    const [found, wanted] = [read.said[name], expected[name]];
    if (!same(found, wanted))
      yield `${name} is ${shown(found) ?? 'not said'}, declared is ${shown(wanted) ?? 'nothing'}`;
  }
}

function same(a: Said[string] | undefined, b: Said[string] | undefined): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= TOLERANCE : a === b;
}

function shown(value: Said[string] | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
