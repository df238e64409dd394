/**
 * The known word that was probably meant, `undefined` if none is close. Letter case and the separators `-`, `_` and `.`
 * do not count; a missing, additional, wrong or transposed letter does, one in three letters being close enough.
 * Of equally close words the first is taken.
 */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  const wanted = normal(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    if (candidate === word) continue;
    const other = normal(candidate);
    const limit = Math.min(bestDistance - 1, Math.floor(Math.max(wanted.length, other.length) / 3));
    if (Math.abs(wanted.length - other.length) > limit) continue;
    const distance = editDistance(wanted, other);
    if (distance > limit) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

function normal(word: string): string {
  return word.toLowerCase().replaceAll(/[-_.]/g, '');
}

/** Names are shorter; the time to compare two texts grows with the product of their lengths. */
const LONGEST = 400;

/**
 * Optimal string alignment: Levenshtein's distance in which two transposed neighbours are one edit. Of texts that are
 * longer than names only equal ones are alike.
 */
export function editDistance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > LONGEST) return a === b ? 0 : Math.max(a.length, b.length);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
