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
  const most = new Map<string, number>();
  for (const step of steps) {
    after.set(step.from, [...(after.get(step.from) ?? []), step]);
    most.set(step.to, Math.max(most.get(step.to) ?? 1, step.requests));
  }
  let best: readonly S[] = [];
  let bestProduct = beyond ?? 0;

  function search(at: string, path: readonly S[], reached: number, visited: Set<string>): void {
    if (reached > bestProduct && path.length > 0 && (last === undefined || path.at(-1) === last)) {
      best = path;
      bestProduct = reached;
    }
    let possible = reached;
    for (const [place, requests] of most) if (!visited.has(place)) possible *= requests;
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
