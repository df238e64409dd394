import type { Rendered } from '../collect/objects.js';
import { placeOf } from '../collect/place.js';
import type { Tree } from '../collect/tree.js';
import type { Manifest } from '../../model/manifest.js';
import { compareText } from '../order/compare.js';
import { groupIn } from '../order/group.js';
import { orderCharts } from '../order/order-charts.js';
import { orderByKind, orderObjects } from '../order/order-objects.js';
import { splitDependencies } from '../order/split-dependencies.js';
import { chartFile, chartFileProblem, NAMESPACES_FILE } from './file-name.js';

/** One file of manifests. */
export interface ManifestFile {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/** Puts all objects into files: the Namespaces into one of their own, the others into their chart's; in the order of use. */
export function planFiles(
  tree: Tree,
  objects: readonly Rendered[],
  problems: string[],
): readonly ManifestFile[] {
  const namespaces = objects.filter(({ manifest }) => isNamespace(manifest));
  const byChart = new Map<number, Rendered[]>();
  for (const object of objects) {
    if (!isNamespace(object.manifest)) groupIn(byChart, tree.charts[object.at] ?? -1).push(object);
  }
  const files = nameFiles(tree, [...byChart.keys()], problems);
  const charts = [...files.keys()].sort((a, b) => compareText(files.get(a) ?? '', files.get(b) ?? ''));
  const unplaced = new Set(namespaces.map(({ at }) => at));
  const { betweenCharts, withinChart } = splitDependencies(tree, (at) => !unplaced.has(at));
  const members = membersOf(tree, withinChart);

  const planned = new Map<string, Manifest[]>();
  const put = (name: string, some: readonly Rendered[]): void => {
    for (const { manifest } of some) groupIn(planned, name).push(manifest);
  };
  put(NAMESPACES_FILE, orderByKind(namespaces));
  for (const [place, at] of orderCharts(tree, charts, betweenCharts, problems).entries()) {
    const own = byChart.get(at) ?? [];
    const dependencies = withinChart.get(at);
    const name = files.get(at) ?? '';
    if (name === NAMESPACES_FILE && place > 0) {
      problems.push(`chart ${nameOf(tree, at)} depends on another chart, but its file ${name} comes first`);
    }
    put(
      name,
      dependencies === undefined
        ? orderByKind(own)
        : orderObjects(tree, members.get(at) ?? [], own, dependencies, problems),
    );
  }
  return [...planned].map(([name, manifests]) => ({ name, manifests }));
}

function isNamespace({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

function nameOf(tree: Tree, at: number): string {
  const construct = tree.constructs[at];
  return construct === undefined ? '' : placeOf(construct);
}

function nameFiles(tree: Tree, charts: readonly number[], problems: string[]): ReadonlyMap<number, string> {
  const files = new Map<number, string>();
  const owners = new Map<string, number>();
  for (const at of charts) {
    const chart = tree.constructs[at];
    if (chart === undefined) continue;
    const file = chartFile(chart);
    const problem = chartFileProblem(file);
    if (problem !== undefined) problems.push(`chart ${placeOf(chart)}: ${problem}`);
    const other = owners.get(file.toLowerCase());
    if (other !== undefined) {
      problems.push(
        `charts ${nameOf(tree, other)} and ${placeOf(chart)} would share the file ${file}; names that differ only in the case of letters collide on some machines`,
      );
    }
    owners.set(file.toLowerCase(), at);
    files.set(at, file);
  }
  return files;
}

/** The constructs of each of the charts. */
function membersOf(tree: Tree, charts: ReadonlyMap<number, unknown>): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  if (charts.size === 0) return members;
  for (const [at, chart] of tree.charts.entries()) if (charts.has(chart)) groupIn(members, chart).push(at);
  return members;
}
