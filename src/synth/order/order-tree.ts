import type { Dependency } from '../collect/tree.js';
import { findCircle, type Step } from './circle.js';
import { Heap } from './heap.js';
import { edgesOf, type Edge } from './edges.js';

/** What is ordered: a tree, some of whose nodes are items. */
export interface OrderInput {
  /** Number of each node's parent, smaller than its own; -1 for roots. */
  readonly parents: readonly number[];
  /** Where each item comes if nothing else decides, all different; -1 for nodes that are no items. */
  readonly places: readonly number[];
  /** The first node and all below it come after the second and all below it. */
  readonly dependencies: readonly Dependency[];
  /** Whether an item comes after the items below it.
   *  @default false */
  readonly childrenFirst?: boolean;
}

export type Ordered =
  | { readonly order: readonly number[] }
  /** Dependencies each of which leads into the next one's, and the last into the first's. */
  | { readonly circle: readonly Dependency[] };

/**
 * Orders the items so that all dependencies hold; of those that may come next, the one with the smallest place does.
 * Linear in nodes and dependencies (times a logarithm for the choice).
 */
export function orderTree(input: OrderInput): Ordered {
  const { parents, places, dependencies, childrenFirst = false } = input;
  const count = parents.length;
  const edges = edgesOf(parents, dependencies, childrenFirst);
  const waitsFor = new Int32Array(3 * count);
  const next = Array.from<unknown, Edge[]>({ length: 3 * count }, () => []);
  for (const edge of edges) {
    waitsFor[edge.to] = (waitsFor[edge.to] ?? 0) + 1;
    next[edge.from]?.push(edge);
  }

  const itemAt = new Map<number, number>();
  const ready: Step[] = [];
  const readyItems = new Heap();
  const order: number[] = [];
  let left = 3 * count;
  const arrive = (step: Step): void => {
    const place = step % 3 === 1 ? (places[(step - 1) / 3] ?? -1) : -1;
    if (place === -1) {
      ready.push(step);
      return;
    }
    itemAt.set(place, step);
    readyItems.push(place);
  };
  for (let step = 0; step < 3 * count; step += 1) if (waitsFor[step] === 0) arrive(step);
  for (;;) {
    // Steps that are no items are taken at once, so that only the order between items decides.
    let step = ready.pop();
    if (step === undefined) {
      const place = readyItems.pop();
      if (place === undefined) break;
      step = itemAt.get(place) ?? 0;
      order.push((step - 1) / 3);
    }
    left -= 1;
    for (const { to } of next[step] ?? []) {
      const waiting = (waitsFor[to] ?? 0) - 1;
      waitsFor[to] = waiting;
      if (waiting === 0) arrive(to);
    }
  }
  if (left === 0) return { order };
  return { circle: findCircle(edges, (step) => (waitsFor[step] ?? 0) > 0) };
}
