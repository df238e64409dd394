import { ApiObject, Chart } from 'cdk8s';
import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** All constructs of an app, numbered from the root down; a construct's number is greater than its scope's. */
export interface Tree {
  readonly app: App;
  readonly constructs: readonly IConstruct[];
  /** Number of the scope; -1 for the app. */
  readonly scopes: readonly number[];
  /** Number of the chart that a construct belongs to, the nearest one around it or itself; -1 above all charts. */
  readonly charts: readonly number[];
  /** The constructs that are one Kubernetes object each. */
  readonly objects: readonly { readonly at: number; readonly object: ApiObject }[];
  /** Declared with `addDependency`: the first comes after the second. */
  readonly dependencies: readonly Dependency[];
  /** Declared dependencies on constructs of another app. */
  readonly foreign: readonly { readonly from: IConstruct; readonly to: IConstruct }[];
}

export type Dependency = readonly [from: number, to: number];

/** Reads the tree once, without recursion. */
export function readTree(app: App): Tree {
  const constructs: IConstruct[] = [app];
  const scopes = [-1];
  const charts = [-1];
  const objects: { at: number; object: ApiObject }[] = [];
  for (let at = 0; at < constructs.length; at += 1) {
    const construct = constructs[at];
    if (construct === undefined) break;
    if (ApiObject.isApiObject(construct)) objects.push({ at, object: construct });
    const chart = charts[at] ?? -1;
    for (const child of construct.node.children) {
      charts.push(Chart.isChart(child) ? constructs.length : chart);
      constructs.push(child);
      scopes.push(at);
    }
  }
  return { app, constructs, scopes, charts, objects, ...readDependencies(constructs) };
}

function readDependencies(constructs: readonly IConstruct[]): Pick<Tree, 'dependencies' | 'foreign'> {
  const dependencies: Dependency[] = [];
  const foreign: { from: IConstruct; to: IConstruct }[] = [];
  let numbers: ReadonlyMap<IConstruct, number> | undefined;
  for (const [from, construct] of constructs.entries()) {
    for (const target of construct.node.dependencies) {
      numbers ??= new Map(constructs.map((one, at) => [one, at]));
      const to = numbers.get(target);
      if (to === undefined) foreign.push({ from: construct, to: target });
      else dependencies.push([from, to]);
    }
  }
  return { dependencies, foreign };
}
