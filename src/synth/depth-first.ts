/** A circle of prerequisites: each needs the next, and the last is the first. */
export class Circle<Node> extends Error {
  constructor(readonly path: readonly Node[]) {
    super('prerequisites form a circle');
  }
}

interface Frame<Node> {
  readonly node: Node;
  readonly prerequisites: readonly Node[];
  next: number;
}

/**
 * Puts nodes after everything that they need, directly or not, and otherwise keeps their order. Linear in nodes and
 * prerequisites, and not recursive: a chain of ten thousand is no problem.
 * @throws Circle with the shortest part of the search path that closes
 */
export function depthFirst<Node>(
  nodes: Iterable<Node>,
  prerequisitesOf: (node: Node) => readonly Node[],
): readonly Node[] {
  const order: Node[] = [];
  const state = new Map<Node, 'open' | 'done'>();
  const stack: Frame<Node>[] = [];
  const open = (node: Node): void => {
    state.set(node, 'open');
    stack.push({ node, prerequisites: prerequisitesOf(node), next: 0 });
  };
  for (const root of nodes) {
    if (state.has(root)) continue;
    open(root);
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const next = frame.prerequisites[frame.next++];
      if (next === undefined) {
        state.set(frame.node, 'done');
        order.push(frame.node);
        stack.pop();
      } else if (state.get(next) === 'open') {
        const path = stack.map(({ node }) => node);
        throw new Circle([...path.slice(path.indexOf(next)), next]);
      } else if (!state.has(next)) {
        open(next);
      }
    }
  }
  return order;
}
