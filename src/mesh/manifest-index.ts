import { groupOf, identityOf, refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { lazily } from './lazily.js';

/** The manifests of a set, as they are written and in the order of their files. */
export interface ManifestIndex {
  readonly all: readonly Manifest[];
  /** Those of a kind in a group, whatever the version; the core group is empty. */
  readonly ofKind: (group: string, kind: string) => readonly Manifest[];
  /** Those that the API server takes for one object. */
  readonly same: (ref: ResourceRef) => readonly Manifest[];
  /** How many come before it. */
  readonly position: (manifest: Manifest) => number;
}

/** Indexes the manifests of a set; each index is made when it is first asked. */
export function manifestIndex(manifests: readonly Manifest[]): ManifestIndex {
  const byKind = lazily(() => grouped(manifests, ({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`));
  const byIdentity = lazily(() => grouped(manifests, (manifest) => identityOf(refOf(manifest))));
  const positions = lazily(() => new Map(manifests.map((manifest, i) => [manifest, i])));
  return {
    all: manifests,
    ofKind: (group, kind) => byKind().get(`${group}/${kind}`) ?? [],
    same: (ref) => byIdentity().get(identityOf(ref)) ?? [],
    position: (manifest) => positions().get(manifest) ?? -1,
  };
}

function grouped(
  manifests: readonly Manifest[],
  keyOf: (manifest: Manifest) => string,
): ReadonlyMap<string, readonly Manifest[]> {
  const groups = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const key = keyOf(manifest);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [manifest]);
    else group.push(manifest);
  }
  return groups;
}
