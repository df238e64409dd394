import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderTree, type OrderInput } from '../../src/synth/order/order-tree.js';

/** Trees of up to eight nodes, some of them items, with a few dependencies between any two. */
const input: fc.Arbitrary<OrderInput> = fc.integer({ min: 1, max: 8 }).chain((size) => {
  const nodes = Array.from({ length: size }, (_, at) => at);
  const node = fc.integer({ min: 0, max: size - 1 });
  return fc.record({
    parents: fc.tuple(...nodes.map((at) => fc.integer({ min: -1, max: at - 1 }))),
    places: fc
      .tuple(
        fc.shuffledSubarray(nodes, { minLength: size }),
        fc.array(fc.boolean(), { minLength: size, maxLength: size }),
      )
      .map(([places, isItem]) => places.map((place, at) => (isItem[at] === true ? place : -1))),
    dependencies: fc.array(fc.tuple(node, node), { maxLength: 4 }),
  });
});

/** The nodes at and below a node. */
function below({ parents }: OrderInput, top: number): ReadonlySet<number> {
  const found = new Set([top]);
  for (const [node, parent] of parents.entries()) if (found.has(parent)) found.add(node);
  return found;
}

/** What has to come after what, written out for each pair of nodes, and what follows from it. */
function pairs(given: OrderInput): ReadonlySet<string> {
  const size = given.parents.length;
  const after = new Set<string>();
  for (const [from, to] of given.dependencies) {
    const [dependents, bases] = [below(given, from), below(given, to)];
    for (const dependent of dependents) {
      for (const base of bases) {
        // Of two that are inside each other, the rest of the outer one is meant.
        if (from !== to && bases.has(dependent) && dependents.has(to)) continue;
        if (from !== to && dependents.has(base) && bases.has(from)) continue;
        after.add(`${dependent} ${base}`);
      }
    }
  }
  for (let via = 0; via < size; via += 1)
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1)
        if (after.has(`${a} ${via}`) && after.has(`${via} ${b}`)) after.add(`${a} ${b}`);
  return after;
}

/** Always the item with the smallest place of those that wait for none. */
function slowly(given: OrderInput, after: ReadonlySet<string>): readonly number[] {
  const left = new Set(given.places.flatMap((place, node) => (place === -1 ? [] : [node])));
  const order: number[] = [];
  while (left.size > 0) {
    const ready = [...left].filter((node) => ![...left].some((other) => after.has(`${node} ${other}`)));
    const [next] = ready.sort((a, b) => (given.places[a] ?? 0) - (given.places[b] ?? 0));
    if (next === undefined) throw new Error('a circle');
    left.delete(next);
    order.push(next);
  }
  return order;
}

describe('orderTree', () => {
  it('does what comparing every pair of nodes does', () => {
    let circles = 0;
    fc.assert(
      fc.property(input, (given) => {
        const after = pairs(given);
        const ordered = orderTree(given);
        const isCircle = given.parents.some((_, node) => after.has(`${node} ${node}`));
        if (isCircle) circles += 1;
        const found = 'order' in ordered ? ordered.order : 'a circle';
        expect(found).toEqual(isCircle ? 'a circle' : slowly(given, after));
      }),
      { numRuns: 3000 },
    );
    expect(circles).toBeGreaterThan(100);
  });

  it('puts an item behind those below it where that is wanted', () => {
    const given = { parents: [-1, 0, 1], places: [0, 1, 2], dependencies: [] };
    expect(orderTree(given)).toEqual({ order: [0, 1, 2] });
    expect(orderTree({ ...given, childrenFirst: true })).toEqual({ order: [2, 1, 0] });
  });

  it('takes what everything depends on without a pair for each', () => {
    const count = 50_000;
    const parents = [-1, -1, ...Array.from({ length: 2 * count }, (_, at) => at % 2)];
    const places = parents.map((parent, node) => (parent === -1 ? -1 : node));
    const ordered = orderTree({ parents, places, dependencies: [[0, 1]] });
    expect('order' in ordered && ordered.order.slice(0, 2)).toEqual([3, 5]);
  });
});
