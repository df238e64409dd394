import { createHash } from 'node:crypto';
import { KubernetesObject } from '../../kubernetes/object.js';
import type { Workload } from '../workload.js';
import { volumesOf } from './volumes.js';

/** The files that a workload's containers read, one ConfigMap for each volume of them. */
export function configMaps(workload: Workload): void {
  for (const [volume, props] of Object.entries(volumesOf(workload))) {
    if (!('config' in props)) continue;
    const name = configMapName(workload, volume);
    new KubernetesObject(
      workload,
      `config-${volume}`,
      'ConfigMap',
      { name, namespace: workload.namespace },
      { data: texts(props.config) },
    );
  }
}

export function configMapName(workload: Workload, volume: string): string {
  return `${workload.name}-${volume}`;
}

/** Digest of all files, as an annotation of the pods: without it a changed ConfigMap would reach no running program. */
export function configDigest(workload: Workload): string | undefined {
  const files = Object.values(volumesOf(workload)).flatMap((volume) =>
    'config' in volume ? [texts(volume.config)] : [],
  );
  if (files.length === 0) return undefined;
  const text = JSON.stringify(files.map((file) => Object.entries(file).sort(([a], [b]) => (a < b ? -1 : 1))));
  return createHash('sha256').update(text).digest('hex');
}

function texts(files: Readonly<Record<string, string | (() => string)>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? text : text()]),
  );
}
