import type { Dependency } from '../collect/tree.js';
import type { Edge } from './edges.js';

/** Something that comes at one point of the order. */
export type Step = number;

/**
 * The declared dependencies along one circle of steps.
 * @param waits true for the steps that never come, of which there has to be one
 */
export function findCircle(edges: readonly Edge[], waits: (step: Step) => boolean): readonly Dependency[] {
  // Whatever waits, waits for something that waits: going back from any of them leads into a circle.
  const back = new Map<Step, Edge>();
  for (const edge of edges) if (waits(edge.from) && waits(edge.to)) back.set(edge.to, edge);
  const path: Edge[] = [];
  const seen = new Map<Step, number>();
  let [at] = back.keys();
  while (at !== undefined && !seen.has(at)) {
    seen.set(at, path.length);
    const edge = back.get(at);
    if (edge === undefined) break;
    path.push(edge);
    at = edge.from;
  }
  const circle = path.slice(at === undefined ? 0 : (seen.get(at) ?? 0));
  return smallestFirst(circle.flatMap(({ cause }) => (cause === undefined ? [] : [cause])));
}

/** The same circle, whatever it was found from. */
function smallestFirst(circle: readonly Dependency[]): readonly Dependency[] {
  let first = 0;
  for (const [at, [from]] of circle.entries()) if (from < (circle[first]?.[0] ?? from)) first = at;
  return [...circle.slice(first), ...circle.slice(0, first)];
}
