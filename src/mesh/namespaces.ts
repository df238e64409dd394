import type { Manifest } from '../model/manifest.js';
import { textsAt } from './fields.js';
import type { KnownLabels } from './labels.js';

/** The labels of a namespace. Of one that is not in the set only the label that every namespace has is known. */
export type Namespaces = (name: string) => KnownLabels;

/** Reads the Namespaces of a set. */
export function namespaces(manifests: readonly Manifest[]): Namespaces {
  const known = new Map(
    manifests.map((manifest): [string, KnownLabels] => {
      const { name } = manifest.metadata;
      return [
        name,
        { labels: { ...textsAt(manifest, 'metadata', 'labels'), ...nameLabel(name) }, others: 'none' },
      ];
    }),
  );
  return (name) => known.get(name) ?? { labels: nameLabel(name), others: 'unknown' };
}

/** The API server sets it on every namespace (https://kubernetes.io/docs/reference/labels-annotations-taints/). */
function nameLabel(name: string): Readonly<Record<string, string>> {
  return { 'kubernetes.io/metadata.name': name };
}
