import { isMap } from '../contains.js';
import { at, mapsAt, textAt, textsAt } from '../json.js';
import type { Manifest } from '../manifests.js';

/** A program of the set that has an OpenTelemetry SDK. */
export interface Sender {
  /** `<namespace>/<name>` of what runs it. */
  readonly workload: string;
  readonly endpoint: string;
  /** From 0 to 1. */
  readonly share: number;
  /** Of its exports. */
  readonly headers: Readonly<Record<string, string>>;
  /** All that an SDK reads. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The backend of the set: what the manifests give it, and what the kubelet asks of it. */
export interface Backend {
  /** `<namespace>/<name>` of what runs it. */
  readonly workload: string;
  readonly config: string;
  readonly healthPath: string;
}

/** The programs' variables say where spans go, and how many traces there are. */
export function sendersOf(manifests: readonly Manifest[]): readonly Sender[] {
  return workloadsOf(manifests).flatMap((manifest) => {
    const variables = Object.fromEntries(
      Object.entries(variablesOf(manifest)).filter(([name]) => name.startsWith('OTEL_')),
    );
    const endpoint = variables['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
    if (endpoint === undefined) return [];
    return [
      {
        workload: idOf(manifest),
        endpoint,
        share: Number(variables['OTEL_TRACES_SAMPLER_ARG']),
        headers: headersOf(variables['OTEL_EXPORTER_OTLP_TRACES_HEADERS'] ?? ''),
        variables,
      },
    ];
  });
}

/** `name=value`, separated by commas. */
function headersOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => pair.split('=', 2));
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value ? [[name, value]] : [])));
}

/** The version that a workload's program knows of itself. */
export function versionOf(manifests: readonly Manifest[], workload: string): string | undefined {
  const found = workloadsOf(manifests).find((manifest) => idOf(manifest) === workload);
  return found === undefined ? undefined : variablesOf(found)['SERVICE_VERSION'];
}

/** The workload whose file is a Jaeger's. */
export function backendOf(manifests: readonly Manifest[]): Backend {
  const file = 'jaeger.yaml';
  const map = manifests.find(({ kind, data }) => kind === 'ConfigMap' && isMap(data) && file in data);
  const workload = workloadsOf(manifests).find((manifest) =>
    mapsAt(manifest, 'spec', 'template', 'spec', 'volumes').some(
      (volume) => textAt(volume, 'configMap', 'name') === map?.metadata.name,
    ),
  );
  const config = textAt(map, 'data', file);
  const healthPath = textAt(containerOf(workload), 'readinessProbe', 'httpGet', 'path');
  if (config === undefined || workload === undefined || healthPath === undefined) {
    throw new Error(`no workload has a ConfigMap with ${file} and a readiness probe`);
  }
  return { workload: idOf(workload), config, healthPath };
}

/** The port at which the backend's Service takes spans. */
export function portOf(endpoint: string): number {
  return Number(new URL(endpoint).port);
}

/** A path and host of the edge that lead to a workload. */
export function publicHost(manifests: readonly Manifest[], name: string): string {
  const found = manifests.find(({ kind, metadata }) => kind === 'VirtualService' && metadata.name === name);
  const host = at(found, 'spec', 'hosts', 0);
  if (typeof host !== 'string') throw new Error(`no VirtualService ${name}`);
  return host;
}

function workloadsOf(manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.filter((manifest) => containerOf(manifest) !== undefined);
}

function idOf({ metadata }: Manifest): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`;
}

function containerOf(manifest: Manifest | undefined): unknown {
  return at(manifest, 'spec', 'template', 'spec', 'containers', 0);
}

function variablesOf(manifest: Manifest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mapsAt(containerOf(manifest), 'env').flatMap((variable) => {
      const { name, value } = textsAt(variable);
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}
