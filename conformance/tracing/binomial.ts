/** Between how many of `count` trials succeed, each with `probability`, but for one run in 1/`risk` on either side. */
export function binomialBounds(
  count: number,
  probability: number,
  risk: number,
): { readonly least: number; readonly most: number } {
  if (probability === 0) return { least: 0, most: 0 };
  if (probability === 1) return { least: count, most: count };
  // Logarithms, because the first terms are too small for a number.
  const odds = Math.log(probability) - Math.log1p(-probability);
  const terms: number[] = [count * Math.log1p(-probability)];
  for (let k = 1; k <= count; k += 1) terms.push((terms[k - 1] ?? 0) + Math.log((count - k + 1) / k) + odds);
  const chances = terms.map((term) => Math.exp(term));
  return { least: tail(chances, risk), most: count - tail(chances.toReversed(), risk) };
}

/** How many of the first terms together stay below a sum. */
function tail(chances: readonly number[], sum: number): number {
  let total = 0;
  return chances.findIndex((chance) => (total += chance) > sum);
}
