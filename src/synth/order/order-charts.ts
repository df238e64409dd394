import type { Dependency, Tree } from '../collect/tree.js';
import { circleText } from './circle-text.js';
import { orderTree } from './order-tree.js';
import { chartLevelOf, type ChartDependency } from './split-dependencies.js';

/**
 * Orders charts by their dependencies; a chart inside another one comes before it, as in cdk8s.
 * @param charts in the order that they have if nothing else decides
 */
export function orderCharts(
  tree: Tree,
  charts: readonly number[],
  dependencies: readonly ChartDependency[],
  problems: string[],
): readonly number[] {
  const nodes = tree.constructs.flatMap((_, at) => (chartLevelOf(tree, at) === at ? [at] : []));
  const local = new Map(nodes.map((at, number) => [at, number]));
  const places = nodes.map(() => -1);
  for (const [place, at] of charts.entries()) places[local.get(at) ?? 0] = place;
  const declared = new Map<Dependency, Dependency>();
  for (const one of dependencies) {
    declared.set([local.get(one.charts[0]) ?? 0, local.get(one.charts[1]) ?? 0], one.declared);
  }
  const ordered = orderTree({
    parents: nodes.map((at, node) =>
      node === 0 ? -1 : (local.get(chartLevelOf(tree, tree.scopes[at] ?? 0)) ?? 0),
    ),
    places,
    dependencies: [...declared.keys()],
    childrenFirst: true,
  });
  if ('order' in ordered) return ordered.order.map((node) => nodes[node] ?? 0);

  const pathOf = (at: number): string => tree.constructs[at]?.node.path ?? '';
  const details = ordered.circle.flatMap((one) => {
    const [from, to] = declared.get(one) ?? [0, 0];
    const isSaid = nodes[one[0]] === from && nodes[one[1]] === to;
    return isSaid ? [] : [`${pathOf(from)} depends on ${pathOf(to)}`];
  });
  const circle = circleText(ordered.circle, (node) => pathOf(nodes[node] ?? 0));
  const because = details.length === 0 ? '' : ` (${details.join('; ')})`;
  problems.push(`charts depend on each other in a circle: ${circle}${because}`);
  return charts;
}
