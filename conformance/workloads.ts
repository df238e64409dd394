import { isMap } from './contains.js';
import type { Manifest } from './manifests.js';

/** The program of a workload's pods, as the manifests set it up. */
export interface RunningProgram {
  /** Variables: a literal, or the key of a Secret. */
  readonly env: Readonly<Record<string, string | { readonly secret: string; readonly key: string }>>;
  readonly args: readonly string[];
  /** Text files by their path in the container. */
  readonly files: ReadonlyMap<string, string>;
  readonly livenessProbe: unknown;
  /** The most pods at once: those asked for, or as many as the autoscaler may choose, and the surge of a rollout. */
  readonly pods: number;
}

/** The program of a workload, by the label `app` of its pods; of its stable version if it has two. */
export function programOf(manifests: readonly Manifest[], app: string): RunningProgram {
  const runners = manifests.filter(
    (one) =>
      (one.kind === 'Deployment' || one.kind === 'StatefulSet') &&
      at(one, 'spec', 'selector', 'matchLabels', 'app') === app,
  );
  const stable = runners.find((one) => at(one, 'spec', 'selector', 'matchLabels', 'track') === 'stable');
  if (stable === undefined) throw new Error(`no Deployment or StatefulSet has pods of ${app}`);
  const spec = at(stable, 'spec', 'template', 'spec');
  const container = at(spec, 'containers', 0);
  return {
    env: Object.fromEntries(list(at(container, 'env')).flatMap(variable)),
    args: list(at(container, 'args')).map(String),
    files: new Map(filesOf(manifests, stable.metadata.namespace, spec, container)),
    livenessProbe: at(container, 'livenessProbe'),
    pods: runners.reduce((sum, runner) => sum + mostPods(manifests, runner), 0),
  };
}

/** A variable that the manifest spells out. */
export function literal({ env }: RunningProgram, name: string): string {
  const value = env[name];
  if (typeof value !== 'string') throw new Error(`${name} is no literal variable`);
  return value;
}

function mostPods(manifests: readonly Manifest[], runner: Manifest): number {
  const scaler = manifests.find(
    (one) =>
      one.kind === 'HorizontalPodAutoscaler' &&
      one.metadata.namespace === runner.metadata.namespace &&
      at(one, 'spec', 'scaleTargetRef', 'name') === runner.metadata.name,
  );
  const replicas = at(scaler, 'spec', 'maxReplicas') ?? at(runner, 'spec', 'replicas');
  return Number(replicas) + Number(at(runner, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? 0);
}

function variable(entry: unknown): readonly (readonly [string, string | { secret: string; key: string }])[] {
  const name = String(at(entry, 'name'));
  const value = at(entry, 'value');
  if (typeof value === 'string') return [[name, value]];
  const ref = at(entry, 'valueFrom', 'secretKeyRef');
  return ref === undefined ? [] : [[name, { secret: String(at(ref, 'name')), key: String(at(ref, 'key')) }]];
}

function* filesOf(
  manifests: readonly Manifest[],
  namespace: string | undefined,
  spec: unknown,
  container: unknown,
): Iterable<readonly [string, string]> {
  for (const mount of list(at(container, 'volumeMounts'))) {
    const volume = list(at(spec, 'volumes')).find((one) => at(one, 'name') === at(mount, 'name'));
    const name = at(volume, 'configMap', 'name');
    const map = manifests.find(
      ({ kind, metadata }) =>
        kind === 'ConfigMap' && metadata.namespace === namespace && metadata.name === name,
    );
    for (const [file, text] of Object.entries(isMap(map?.['data']) ? map['data'] : {}))
      yield [`${String(at(mount, 'mountPath'))}/${file}`, String(text)];
  }
}

/** The value at a path of keys and indexes. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
