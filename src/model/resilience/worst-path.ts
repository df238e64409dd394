/** One step of a path of calls: for each request that `from` gets it makes at most `requests` to `to`. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly requests: number;
}

/** The requests that one at the beginning of a path becomes at its end. */
export function product(path: readonly Step[]): number {
  return path.reduce((total, { requests }) => total * requests, 1);
}

/**
 * The simple path (no place twice) along which requests multiply most; the first one found where several do alike.
 *
 * Simple paths can be many, but a search is cut off where the most that could still come is not more than what was found.
 * @param options.last only paths that end with this step
 * @param options.beyond any path with more requests than this will do, and none with fewer
 * @returns no steps if there is no such path
 */
export function worstPath<S extends Step>(
  steps: readonly S[],
  { last, beyond }: { readonly last?: S; readonly beyond?: number } = {},
): readonly S[] {
  const after = new Map<string, S[]>();
  for (const step of steps) after.set(step.from, [...(after.get(step.from) ?? []), step]);
  const mostFrom = limit(steps);
  let best: readonly S[] = [];
  let bestProduct = beyond ?? 0;

  function search(at: string, path: readonly S[], reached: number, visited: Set<string>): void {
    if (reached > bestProduct && path.length > 0 && (last === undefined || path.at(-1) === last)) {
      best = path;
      bestProduct = reached;
    }
    const possible = reached * mostFrom(at, visited);
    for (const step of after.get(at) ?? []) {
      if (possible <= bestProduct || (beyond !== undefined && best.length > 0)) return;
      if (visited.has(step.to)) continue;
      visited.add(step.to);
      search(step.to, [...path, step], reached * step.requests, visited);
      visited.delete(step.to);
    }
  }

  for (const start of after.keys()) search(start, [], 1, new Set([start]));
  return best;
}

/**
 * The most by which what is left of a path could multiply. It enters each place that is left at most once, and of those
 * that lead nowhere only one; and it leaves each at most once. Neither can be exceeded, so the lesser holds.
 */
function limit(steps: readonly Step[]): (at: string, visited: ReadonlySet<string>) => number {
  const [entering, leaving] = [new Map<string, number>(), new Map<string, number>()];
  for (const { from, to, requests } of steps) {
    entering.set(to, Math.max(entering.get(to) ?? 1, requests));
    leaving.set(from, Math.max(leaving.get(from) ?? 1, requests));
  }
  return (at, visited) => {
    let [entered, end, left] = [1, 1, leaving.get(at) ?? 1];
    for (const [place, requests] of entering) {
      if (visited.has(place)) continue;
      if (leaving.has(place)) entered *= requests;
      else end = Math.max(end, requests);
    }
    for (const [place, requests] of leaving) if (!visited.has(place)) left *= requests;
    return Math.min(entered * end, left);
  };
}
