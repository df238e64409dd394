import type { Dependency } from '../collect/tree.js';
import type { Step } from './circle.js';

/** One step comes before another. */
export interface Edge {
  readonly from: Step;
  readonly to: Step;
  /** The declared dependency that wants it; `undefined` where the tree does. */
  readonly cause: Dependency | undefined;
}

// A node is three steps: it starts, its own item comes, it ends. All below it is between start and end, so that a
// dependency between two nodes is one edge, however many items are below them.
const startOf = (node: number): Step => 3 * node;
const ownOf = (node: number): Step => 3 * node + 1;
const endOf = (node: number): Step => 3 * node + 2;

/** All edges of a tree and its dependencies. */
export function edgesOf(
  parents: readonly number[],
  dependencies: readonly Dependency[],
  childrenFirst: boolean,
): readonly Edge[] {
  const edges: Edge[] = [];
  for (const [node, parent] of parents.entries()) {
    edges.push({ from: startOf(node), to: ownOf(node), cause: undefined });
    edges.push({ from: ownOf(node), to: endOf(node), cause: undefined });
    if (parent === -1) continue;
    edges.push({ from: startOf(parent), to: startOf(node), cause: undefined });
    edges.push({ from: endOf(node), to: endOf(parent), cause: undefined });
    if (childrenFirst) edges.push({ from: endOf(node), to: ownOf(parent), cause: undefined });
  }
  const children = new ChildLists(parents);
  for (const cause of dependencies) {
    const [from, to] = cause;
    const down = from === to ? undefined : pathUp(parents, to, from);
    const up = from === to ? undefined : pathUp(parents, from, to);
    if (down !== undefined) {
      // On something inside itself: all the rest of it comes later.
      for (const step of children.beside(down)) edges.push({ from: endOf(to), to: step.first, cause });
    } else if (up !== undefined) {
      // On something around itself: all the rest of that comes earlier.
      for (const step of children.beside(up)) edges.push({ from: step.last, to: startOf(from), cause });
    } else {
      edges.push({ from: endOf(to), to: startOf(from), cause });
    }
  }
  return edges;
}

/** The nodes from `node` up to `ancestor`, both included; `undefined` if it is none. */
function pathUp(parents: readonly number[], node: number, ancestor: number): readonly number[] | undefined {
  const path: number[] = [];
  for (let at = node; at >= ancestor; at = parents[at] ?? -1) {
    path.push(at);
    if (at === ancestor) return path;
    if (at === -1) break;
  }
  return undefined;
}

class ChildLists {
  private lists: number[][] | undefined;

  constructor(private readonly parents: readonly number[]) {}

  /** What is below the upper end of a path and not below its lower end. */
  *beside(path: readonly number[]): Generator<{ readonly first: Step; readonly last: Step }> {
    for (const [at, node] of path.entries()) {
      if (at === 0) continue;
      yield { first: ownOf(node), last: ownOf(node) };
      for (const child of this.of(node)) {
        if (child !== path[at - 1]) yield { first: startOf(child), last: endOf(child) };
      }
    }
  }

  private of(node: number): readonly number[] {
    if (this.lists === undefined) {
      this.lists = this.parents.map(() => []);
      for (const [child, parent] of this.parents.entries()) this.lists[parent]?.push(child);
    }
    return this.lists[node] ?? [];
  }
}
