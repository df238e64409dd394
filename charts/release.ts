import type { Canary } from '../src/index.js';

/** What an environment says of the version of a component: one, or two for a while. */
export type Versions =
  | string
  | { readonly version: string; readonly canary: { readonly version: string; readonly weight: number } };

/** The image of a component in the versions that an environment wants; digests are written `sha256:…`. */
export function release(
  repository: string,
  versions: Versions,
): { readonly image: string; readonly canary?: Canary } {
  if (typeof versions === 'string') return { image: reference(repository, versions) };
  const { version, canary } = versions;
  return {
    image: reference(repository, version),
    canary: { image: reference(repository, canary.version), weight: canary.weight },
  };
}

function reference(repository: string, version: string): string {
  return version.startsWith('sha256:') ? `${repository}@${version}` : `${repository}:${version}`;
}
