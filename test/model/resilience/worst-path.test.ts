import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product, worstPath, type Step } from '../../../src/model/resilience/worst-path.js';

const step = (from: string, to: string, requests: number): Step => ({ from, to, requests });
const names = (path: readonly Step[]): string => [path[0]?.from ?? '', ...path.map(({ to }) => to)].join(' ');

/** Every simple path, the long way. */
function* simplePaths(steps: readonly Step[], path: readonly Step[] = []): Iterable<readonly Step[]> {
  if (path.length > 0) yield path;
  const visited = new Set(path.flatMap(({ from, to }) => [from, to]));
  for (const next of steps) {
    if (path.length === 0 || (path.at(-1)?.to === next.from && !visited.has(next.to)))
      yield* simplePaths(steps, [...path, next]);
  }
}

describe('the worst path', () => {
  const back = step('c', 'a', 2);
  const steps = [step('a', 'b', 2), step('b', 'c', 3), back, step('a', 'c', 4)];

  it('visits no place twice', () => {
    expect(names(worstPath(steps))).toBe('a b c');
  });

  it('ends where it is asked to', () => {
    expect(names(worstPath(steps, { last: back }))).toBe('b c a');
  });

  it('is none where nothing is beyond the limit', () => {
    expect(worstPath(steps, { beyond: 6 })).toEqual([]);
    expect(product(worstPath(steps, { beyond: 5 }))).toBe(6);
  });

  const place = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const graphs = fc
    .uniqueArray(
      fc.tuple(place, place).filter(([from, to]) => from !== to),
      { minLength: 1, maxLength: 10, selector: ([from, to]) => from + to },
    )
    .chain((pairs) =>
      fc.tuple(...pairs.map(([from, to]) => fc.integer({ min: 1, max: 3 }).map((n) => step(from, to, n)))),
    );

  it('is as bad as any of all simple paths', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const all = [...simplePaths(graph)];
        const most = Math.max(...all.map(product));
        expect(product(worstPath(graph))).toBe(most);
        expect(worstPath(graph, { beyond: most })).toEqual([]);
        expect(product(worstPath(graph, { beyond: most - 1 }))).toBe(most);
        for (const last of graph) {
          const ending = all.filter((path) => path.at(-1) === last);
          expect(product(worstPath(graph, { last }))).toBe(Math.max(...ending.map(product)));
        }
      }),
    );
  });

  describe('is found among very many paths', () => {
    const places = Array.from({ length: 20 }, (_, n) => `p${n}`);
    const others = (from: string): readonly string[] => places.filter((to) => to !== from);
    const all = places.flatMap((from) => others(from).map((to) => step(from, to, 1)));

    it.each<readonly [string, readonly Step[]]>([
      ['one step', [step('p0', 'p1', 4)]],
      ['each place’s own store', places.map((from) => step(from, `store of ${from}`, 4))],
      ['one store', places.map((from) => step(from, 'store', 4))],
      ['one caller', others('p0').map((to) => step('p0', to, 4))],
      ['one callee', others('p0').map((from) => step(from, 'p0', 4))],
    ])('%s', (_, steps) => {
      expect(worstPath([...all, ...steps], { beyond: 4 })).toEqual([]);
      expect(product(worstPath([...all, ...steps]))).toBe(4);
    });
  });
});
