import type { Manifest } from '../model/manifest.js';
import { stringAt } from './fields.js';
import { namespaceOf } from './workload.js';

/** When an object was made; empty where nothing tells. */
export function createdAt(manifest: Manifest): string {
  return stringAt(manifest, 'metadata', 'creationTimestamp') ?? '';
}

/**
 * Orders objects as Istio does where the older one wins: by creation, of which manifests seldom tell, then by name and
 * namespace, as of objects that were applied in one second (istio `pkg/config/model.go` sortByCreationComparator).
 */
export function byAge(a: Manifest, b: Manifest): number {
  const key = (manifest: Manifest): readonly string[] => [
    createdAt(manifest),
    manifest.metadata.name,
    namespaceOf(manifest),
  ];
  const [left, right] = [key(a), key(b)];
  for (const [i, text] of left.entries()) {
    const other = right[i] ?? '';
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
