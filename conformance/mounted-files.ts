import { z } from 'zod';
import type { Manifest } from './manifests.js';

const podsSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.array(
          z.looseObject({
            volumeMounts: z.array(z.looseObject({ name: z.string(), mountPath: z.string() })).optional(),
          }),
        ),
        volumes: z
          .array(
            z.looseObject({ name: z.string(), configMap: z.looseObject({ name: z.string() }).optional() }),
          )
          .optional(),
      }),
    }),
  }),
});
const configMapSchema = z.looseObject({ data: z.record(z.string(), z.string()) });

/** The text of a file that the pods of a workload really have, by `<namespace>/<name>` of what runs them. */
export function mountedFiles(manifests: readonly Manifest[], file: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const manifest of manifests.filter(({ kind }) => kind === 'ConfigMap')) {
    const text = configMapSchema.parse(manifest).data[file];
    if (text !== undefined) texts.set(idOf(manifest), text);
  }
  const files = new Map<string, string>();
  for (const manifest of manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')) {
    const { containers, volumes = [] } = podsSchema.parse(manifest).spec.template.spec;
    const mounted = new Set(
      containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)),
    );
    for (const { name, configMap } of volumes) {
      const text = configMap && texts.get(`${manifest.metadata.namespace ?? ''}/${configMap.name}`);
      if (text !== undefined && mounted.has(name)) files.set(idOf(manifest), text);
    }
  }
  return files;
}

function idOf({ metadata }: Manifest): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
