import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The manifests of a text. */
export function parseManifests(text: string, place: string): readonly Manifest[] {
  return parseAllDocuments(text)
    .map((document) => {
      const [error] = document.errors;
      if (error !== undefined) throw new Error(`${place}: ${error.message}`);
      return document.toJS() as unknown;
    })
    .filter((value) => value !== null)
    .map((value) => {
      const parsed = manifestSchema.safeParse(value);
      if (!parsed.success) throw new Error(`${place}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}

export function manifestFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.k8s.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

/** The manifests of a folder's files, in the order in which kubectl reads them. */
export function readManifests(folder: string): readonly Manifest[] {
  return manifestFiles(folder).flatMap((file) => parseManifests(readFileSync(file, 'utf8'), file));
}

/** What Kubernetes tells objects apart by: one object cannot have two of these. */
export function identity({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return [group, kind, metadata.namespace ?? '', metadata.name].filter((part) => part !== '').join(' ');
}
