import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { identityOf, refOf } from '../model/manifest.js';
import type { Collected } from './collect.js';
import { Circle, depthFirst } from './depth-first.js';
import { SynthesisError } from './synthesis-error.js';

/** What has to be there before what, when nothing else says so. Kinds that are not listed come last. */
const KINDS = [
  'Namespace',
  'CustomResourceDefinition',
  'StorageClass',
  'PriorityClass',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Secret',
  'ExternalSecret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'Gateway',
  'VirtualService',
  'DestinationRule',
  'ServiceEntry',
  'Sidecar',
  'PeerAuthentication',
  'RequestAuthentication',
  'AuthorizationPolicy',
  'Telemetry',
];
const RANKS = new Map(KINDS.map((kind, rank) => [kind, rank]));

/** A construct before anything of it is made, all of it being made, or one object being made. */
type Step =
  | { readonly kind: 'start' | 'done'; readonly construct: IConstruct }
  | { readonly kind: 'object'; readonly collected: Collected };

/**
 * Sorts objects so that each comes after what it depends on (`node.addDependency`, which holds for everything below a
 * construct), and otherwise by kind and identity: the order in which an app is written does not matter.
 * @throws SynthesisError with the path of a circular dependency
 */
export function orderObjects(collected: readonly Collected[]): readonly Collected[] {
  const sorted = sortByKind(collected);
  if (!collected.some(({ object }) => hasDependencies(object))) return sorted;
  const steps = new StepGraph(sorted);
  return named(() => depthFirst(steps.objects, (step) => steps.prerequisites(step)), pathOfStep).flatMap(
    (step) => (step.kind === 'object' ? [step.collected] : []),
  );
}

/**
 * Sorts the charts of objects so that each comes after those on which it depends, otherwise by path.
 * @throws SynthesisError with the path of a circular dependency
 */
export function orderCharts(charts: Iterable<Chart>): readonly Chart[] {
  const sorted = [...charts].sort((a, b) => compare(a.node.path, b.node.path));
  const needs = new Map(sorted.map((chart) => [chart, new Set<Chart>()]));
  for (const chart of sorted) {
    for (const construct of [...chart.node.findAll(), ...chart.node.scopes]) {
      for (const target of construct.node.dependencies)
        for (const needed of chartsOf(target)) if (needed !== chart) needs.get(chart)?.add(needed);
    }
  }
  const prerequisites = (chart: Chart): readonly Chart[] =>
    [...(needs.get(chart) ?? [])].sort((a, b) => compare(a.node.path, b.node.path));
  return named(
    () => depthFirst(sorted, prerequisites),
    (chart) => chart.node.path,
  );
}

class StepGraph {
  readonly objects: readonly Step[];
  private readonly objectOf: ReadonlyMap<IConstruct, Step>;
  private readonly starts = new Map<IConstruct, Step>();
  private readonly dones = new Map<IConstruct, Step>();

  constructor(private readonly sorted: readonly Collected[]) {
    this.objects = sorted.map((collected) => ({ kind: 'object', collected }));
    this.objectOf = new Map(
      this.objects.flatMap((step) =>
        step.kind === 'object' ? [[step.collected.object, step] as const] : [],
      ),
    );
  }

  prerequisites(step: Step): readonly Step[] {
    if (step.kind === 'object') return [this.step('start', step.collected.object)];
    const { node } = step.construct;
    if (step.kind === 'done')
      return sortByKind(node.findAll().flatMap((one) => this.collectedOf(one))).flatMap(
        (one) => this.objectOf.get(one.object) ?? [],
      );
    const parent = node.scope === undefined ? [] : [this.step('start', node.scope)];
    const targets = [...node.dependencies].sort((a, b) => compare(a.node.path, b.node.path));
    return [...parent, ...targets.map((target) => this.step('done', target))];
  }

  private collectedOf(construct: IConstruct): readonly Collected[] {
    const step = this.objectOf.get(construct);
    return step?.kind === 'object' ? [step.collected] : [];
  }

  private step(kind: 'start' | 'done', construct: IConstruct): Step {
    const known = kind === 'start' ? this.starts : this.dones;
    let step = known.get(construct);
    if (step === undefined) known.set(construct, (step = { kind, construct }));
    return step;
  }
}

function hasDependencies(construct: IConstruct): boolean {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope)
    if (at.node.dependencies.length > 0) return true;
  return false;
}

function chartsOf(construct: IConstruct): readonly Chart[] {
  const around = construct.node.scopes.findLast((scope) => Chart.isChart(scope));
  if (around !== undefined) return [around as Chart];
  return construct.node.findAll().filter((one): one is Chart => Chart.isChart(one));
}

function sortByKind(collected: readonly Collected[]): readonly Collected[] {
  return collected
    .map((one) => ({
      one,
      rank: RANKS.get(one.manifest.kind) ?? KINDS.length,
      identity: identityOf(refOf(one.manifest)),
    }))
    .sort((a, b) => a.rank - b.rank || compare(a.identity, b.identity))
    .map(({ one }) => one);
}

/** By code unit: the order of a locale would differ between machines. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pathOfStep(step: Step): string {
  return step.kind === 'start' && step.construct.node.dependencies.length > 0 ? step.construct.node.path : '';
}

function named<Node>(sort: () => readonly Node[], nameOf: (node: Node) => string): readonly Node[] {
  try {
    return sort();
  } catch (error) {
    if (!(error instanceof Circle)) throw error;
    const names = (error.path as readonly Node[]).map(nameOf).filter((name) => name !== '');
    const closed =
      names.at(0) === names.at(-1) && names.length > 1 ? names : [...names, ...names.slice(0, 1)];
    throw new SynthesisError([`dependencies form a circle: ${closed.join(' → ')}`]);
  }
}
