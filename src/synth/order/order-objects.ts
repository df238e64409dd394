import type { Rendered } from '../collect/objects.js';
import type { Dependency, Tree } from '../collect/tree.js';
import { circleText } from './circle-text.js';
import { compareText } from './compare.js';
import { kindRank } from './kind-rank.js';
import { orderTree } from './order-tree.js';

/** Orders the objects of one file by kind, then by identity. */
export function orderByKind(objects: readonly Rendered[]): readonly Rendered[] {
  return objects
    .map((object) => ({ object, rank: kindRank(object.manifest) }))
    .sort((a, b) => a.rank - b.rank || compareText(a.object.identity, b.object.identity))
    .map(({ object }) => object);
}

/**
 * Orders the objects of one chart by the dependencies inside it, then by kind and identity.
 * @param nodes the constructs of the chart, itself first
 */
export function orderObjects(
  tree: Tree,
  nodes: readonly number[],
  objects: readonly Rendered[],
  dependencies: readonly Dependency[],
  problems: string[],
): readonly Rendered[] {
  const sorted = orderByKind(objects);
  const local = new Map(nodes.map((at, number) => [at, number]));
  const places = nodes.map(() => -1);
  for (const [place, { at }] of sorted.entries()) places[local.get(at) ?? 0] = place;
  const ordered = orderTree({
    parents: nodes.map((at) => local.get(tree.scopes[at] ?? -1) ?? -1),
    places,
    dependencies: dependencies.map(([from, to]) => [local.get(from) ?? 0, local.get(to) ?? 0]),
  });
  if ('circle' in ordered) {
    const nameOf = (node: number): string => tree.constructs[nodes[node] ?? 0]?.node.path ?? '';
    problems.push(`objects depend on each other in a circle: ${circleText(ordered.circle, nameOf)}`);
    return sorted;
  }
  return ordered.order.flatMap((node) => sorted[places[node] ?? -1] ?? []);
}
