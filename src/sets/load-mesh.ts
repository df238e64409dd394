import type { Assumptions } from '../model/assumptions.js';
import { walkable, type WalkableMesh } from '../simulate/request/walkable.js';
import { setOf } from './sets-of.js';
import { wholeSet } from './whole-set.js';

/** How to read a mesh. */
export interface LoadMeshOptions {
  /** The configuration.
   *  @default - the nearest `meshproof.yaml`, in the folder or above it, in the same repository */
  readonly config?: string;
  /** What is true outside of the set, where it is other than the set, its lock and the configuration say.
   *  @default - what they say; a default installation of Istio where they say nothing */
  readonly assumptions?: Partial<Assumptions>;
}

/**
 * Reads manifests as `meshproof request` does, and makes them ready for requests.
 * @param paths a folder, a file, or several that are applied together
 * @throws {PathError} for a path that cannot be read or has several sets, for YAML that cannot be read, and for an
 * object that is there twice; with file, line and column
 * @throws {ConfigError} for a configuration that cannot be used
 */
export async function loadMesh(
  paths: string | readonly string[],
  options: LoadMeshOptions = {},
): Promise<WalkableMesh> {
  const set = await setOf(typeof paths === 'string' ? [paths] : paths, options.config);
  const { mesh, locate } = wholeSet(set, options.assumptions);
  return walkable(mesh, locate);
}
