import { ConstructError } from '../../construct-error.js';
import { isInner, type InnerCall } from '../call.js';
import type { Platform } from '../platform.js';
import type { Workload } from '../workload.js';

/**
 * Refuses a platform in which the tries of the callers along some simple path of calls multiply to more than the
 * budget: when the last callee is slow, it gets that many times the requests.
 *
 * Simple paths can be many, but a search is cut off where the most that could still come stays within the budget.
 */
export function checkRetryBudget(platform: Platform): void {
  const budget = platform.props.retryBudget;
  const most = new Map<Workload, number>();
  for (const call of platform.workloads.flatMap(({ outgoing }) => outgoing).filter(isInner)) {
    most.set(call.to.workload, Math.max(most.get(call.to.workload) ?? 1, triesOf(call)));
  }
  for (const start of platform.workloads) {
    const found = search(start, [], 1, new Set([start]));
    if (found !== undefined) throw tooMany(platform, found);
  }

  function search(
    at: Workload,
    path: readonly InnerCall[],
    product: number,
    visited: Set<Workload>,
  ): readonly InnerCall[] | undefined {
    if (product > budget) return path;
    let reachable = product;
    for (const [workload, tries] of most) if (!visited.has(workload)) reachable *= tries;
    if (reachable <= budget) return undefined;
    for (const call of at.outgoing.filter(isInner)) {
      const next = call.to.workload;
      if (visited.has(next)) continue;
      visited.add(next);
      const found = search(next, [...path, call], product * triesOf(call), visited);
      visited.delete(next);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function triesOf(call: InnerCall): number {
  return call.options.tries ?? 1;
}

function tooMany(platform: Platform, path: readonly InnerCall[]): ConstructError {
  const names = [path[0]?.caller.name, ...path.map(({ to }) => to.workload.name)].join(' → ');
  const product = path.reduce((total, call) => total * triesOf(call), 1);
  const factors = path.map((call) => `${triesOf(call)}`).join(' x ');
  return new ConstructError(
    platform,
    [
      `retries multiply along ${names}: ${factors} = ${product} requests for one, expected at most the retryBudget of ${platform.props.retryBudget}`,
    ],
    path.at(-1)?.source,
  );
}
