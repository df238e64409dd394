import { basename, dirname, join, normalize, relative } from 'node:path';
import type { App, Chart } from 'cdk8s';
import type { JsonObject } from '../model/json.js';
import type { Manifest } from '../model/manifest.js';
import { collect, type Collected } from './collect.js';
import { orderCharts, orderObjects } from './order.js';
import type { RenderedSet } from './publish.js';
import { SynthesisError } from './synthesis-error.js';
import { toDocuments } from './yaml/emit.js';

/** A file outside of the folder of a set, which kubectl must not apply. */
export interface Companion {
  /** Relative to the folder around the set's: `istio/production.yaml`. */
  readonly path: string;
  readonly documents: readonly JsonObject[];
}

/** A set before it is written. */
export interface Rendering extends RenderedSet {
  readonly manifests: readonly Manifest[];
}

/** The file of all Namespaces: in `kubectl apply -f` the order of names is the order of work. */
const NAMESPACES = '00-namespaces';
const ENDING = '.k8s.yaml';
const KUSTOMIZATION = 'Kustomization';
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Renders an app: one file for each chart, one of all Namespaces, and the Kustomization that names them in the order of
 * the charts' dependencies.
 * @throws SynthesisError with what is wrong with names, identities or dependencies
 */
export function render(
  app: App,
  outdir: string,
  facts: JsonObject,
  companions: readonly Companion[],
): Rendering {
  const ordered = orderObjects(collect(app));
  const groups = new Map<Chart, Collected[]>();
  const namespaces: Collected[] = [];
  for (const one of ordered) {
    if (one.manifest.kind === 'Namespace' && one.manifest.apiVersion === 'v1') namespaces.push(one);
    else groups.set(one.chart, [...(groups.get(one.chart) ?? []), one]);
  }
  const files = new Map<string, string>();
  if (namespaces.length > 0) files.set(NAMESPACES + ENDING, textOf(namespaces));
  const charts = orderCharts(groups.keys());
  const problems = [...nameProblems(charts, namespaces.length > 0), ...companionProblems(companions)];
  if (problems.length > 0) throw new SynthesisError(problems);
  for (const chart of charts) {
    const name = nameOf(chart) + ENDING;
    // Namespaces may come from the chart of that name, with other objects of its own.
    const own = textOf(groups.get(chart) ?? []);
    const before = files.get(name);
    files.set(name, before === undefined ? own : `${before}---\n${own}`);
  }
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...files.keys()],
  };
  files.set(KUSTOMIZATION, toDocuments([kustomization]));
  return {
    folder: outdir,
    files,
    companions: new Map(
      companions.map(({ path, documents }) => [
        relative(outdir, join(dirname(outdir), path)),
        toDocuments(documents),
      ]),
    ),
    facts,
    manifests: ordered.map(({ manifest }) => manifest),
  };
}

function textOf(collected: readonly Collected[]): string {
  return toDocuments(collected.map(({ manifest }) => manifest));
}

/** The path of a chart as one word. */
function nameOf(chart: Chart): string {
  return chart.node.path.replaceAll('/', '-');
}

function* nameProblems(charts: readonly Chart[], hasNamespaces: boolean): Iterable<string> {
  const taken = new Map<string, string>();
  for (const chart of charts) {
    const name = nameOf(chart);
    const where = `chart ${JSON.stringify(chart.node.path)}`;
    if (!FILE_NAME.test(name))
      yield `${where} would be the file ${name}${ENDING}, expected letters, digits, dots, dashes and underscores, a letter or digit first`;
    if (hasNamespaces && name < NAMESPACES)
      yield `${where} would be applied before the namespaces, expected a name that sorts after ${NAMESPACES}`;
    const other = taken.get(name.toLowerCase());
    if (other !== undefined) yield `${where} and ${other} would be the same file, ${name}${ENDING}`;
    taken.set(name.toLowerCase(), where);
  }
}

function* companionProblems(companions: readonly Companion[]): Iterable<string> {
  for (const { path } of companions) {
    const plain = normalize(path);
    if (plain !== path || plain.startsWith('..') || plain.startsWith('/') || basename(plain) === '') {
      yield `companion ${JSON.stringify(path)} would leave the folder around the set, expected a path such as istio/production.yaml`;
    }
  }
}
