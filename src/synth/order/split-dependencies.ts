import type { Dependency, Tree } from '../collect/tree.js';
import { groupIn } from './group.js';

/** Dependencies by what they order. */
export interface SplitDependencies {
  /** Between charts, or what is above them. */
  readonly betweenCharts: readonly ChartDependency[];
  /** Inside one chart, by its number. */
  readonly withinChart: ReadonlyMap<number, readonly Dependency[]>;
}

/** What a declared dependency means for charts. */
export interface ChartDependency {
  readonly charts: Dependency;
  readonly declared: Dependency;
}

/** The chart of a construct; the construct itself above all charts. */
export function chartLevelOf(tree: Tree, at: number): number {
  const chart = tree.charts[at] ?? -1;
  return chart === -1 ? at : chart;
}

/**
 * @param isPlaced tells whether the object at a construct is ordered at all. The others come before everything, so that
 *   what is declared of them alone is met already.
 */
export function splitDependencies(tree: Tree, isPlaced: (at: number) => boolean): SplitDependencies {
  const betweenCharts: ChartDependency[] = [];
  const withinChart = new Map<number, Dependency[]>();
  if (tree.dependencies.length === 0) return { betweenCharts, withinChart };
  const met = onlyUnplaced(tree, isPlaced);
  for (const declared of tree.dependencies) {
    const [from, to] = declared;
    if (met(from) || met(to)) continue;
    const charts: Dependency = [chartLevelOf(tree, from), chartLevelOf(tree, to)];
    if (charts[0] !== charts[1] || tree.charts[from] === -1) betweenCharts.push({ charts, declared });
    else groupIn(withinChart, charts[0]).push(declared);
  }
  return { betweenCharts, withinChart };
}

function onlyUnplaced(tree: Tree, isPlaced: (at: number) => boolean): (at: number) => boolean {
  const placed = new Int32Array(tree.constructs.length);
  const all = new Int32Array(tree.constructs.length);
  for (const { at } of tree.objects) {
    all[at] = 1;
    placed[at] = isPlaced(at) ? 1 : 0;
  }
  for (let at = tree.constructs.length - 1; at > 0; at -= 1) {
    const scope = tree.scopes[at] ?? 0;
    all[scope] = (all[scope] ?? 0) + (all[at] ?? 0);
    placed[scope] = (placed[scope] ?? 0) + (placed[at] ?? 0);
  }
  return (at) => all[at] !== 0 && placed[at] === 0;
}
