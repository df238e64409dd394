import type { Rendered } from '../collect/objects.js';
import { placeOf } from '../collect/place.js';
import type { Dependency, Tree } from '../collect/tree.js';
import { circleText } from './circle-text.js';
import { compareText } from './compare.js';
import { kindRank } from './kind-rank.js';
import { orderTree } from './order-tree.js';

/** A chart and its objects, both in the order in which they are applied. */
export interface OrderedChart {
  /** Number of its construct in the tree. */
  readonly at: number;
  readonly objects: readonly Rendered[];
}

/**
 * Orders charts, and the objects of each, by their declared dependencies; then by name, kind and identity.
 * @param objects all objects that are ordered; dependencies of and on others are met by whoever places them
 * @param fileOf what decides between charts that do not depend on each other, all different
 */
export function orderApp(
  tree: Tree,
  objects: readonly Rendered[],
  fileOf: (chart: number) => string,
  problems: string[],
): readonly OrderedChart[] {
  const inChart = new Map<number, Dependency[]>();
  const betweenCharts: Dependency[] = [];
  const declared = new Map<Dependency, Dependency>();
  for (const dependency of relevant(tree, objects)) {
    const [from, to] = dependency;
    const chart = tree.charts[from] ?? -1;
    if (chart !== -1 && chart === tree.charts[to]) {
      const list = inChart.get(chart);
      if (list === undefined) inChart.set(chart, [dependency]);
      else list.push(dependency);
    } else {
      const between: Dependency = [chart === -1 ? from : chart, levelOf(tree, to)];
      betweenCharts.push(between);
      declared.set(between, dependency);
    }
  }
  const byChart = new Map<number, Rendered[]>();
  for (const object of objects) {
    const chart = tree.charts[object.at] ?? -1;
    const list = byChart.get(chart);
    if (list === undefined) byChart.set(chart, [object]);
    else list.push(object);
  }
  const charts = [...byChart.keys()].sort((a, b) => compareText(fileOf(a), fileOf(b)));
  return orderCharts(tree, charts, betweenCharts, declared, problems).map((at) => ({
    at,
    objects: orderObjects(tree, at, byChart.get(at) ?? [], inChart.get(at) ?? [], problems),
  }));
}
