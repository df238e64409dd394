import { statSync } from 'node:fs';
import { assumptionsOf } from '../../mesh/load/assumptions.js';
import { findSets, PathError, readFiles } from '../../mesh/load/find-sets.js';
import { loadSet, type LoadedSet } from '../../mesh/load/load-set.js';
import type { LoadRule } from '../../mesh/load/problem.js';
import { meshOf, type Mesh } from '../../mesh/mesh.js';
import type { Assumptions } from '../../model/assumptions.js';
import type { Locate } from '../../model/locate.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { walkable, type WalkableMesh } from './walkable.js';

/** How to read a mesh. */
export interface LoadMeshOptions {
  /** What is true outside of the set, where it is other than the set's lock says.
   *  @default - the lock's; a default installation of Istio where there is none */
  readonly assumptions?: Partial<Assumptions>;
}

/** With one of these an object is not read at all. With the others it is read, as kubectl does. */
const LOSSES: ReadonlySet<LoadRule> = new Set([
  'yaml-syntax',
  'yaml-alias',
  'yaml-nesting',
  'manifest-identity',
]);

/**
 * Reads manifests and makes them ready for requests.
 * @param paths a folder, a file, or several that are applied together
 * @throws {PathError} for a path that cannot be read or has several sets, for YAML that cannot be read, and for an
 * object that is there twice; with file, line and column
 */
export async function loadMesh(
  paths: string | readonly string[],
  options: LoadMeshOptions = {},
): Promise<WalkableMesh> {
  // A promise, so that reading may take its time some day.
  return Promise.resolve(readMesh(typeof paths === 'string' ? [paths] : paths, options));
}

function readMesh(paths: readonly string[], options: LoadMeshOptions): WalkableMesh {
  const [set, ...others] = findSets(paths);
  if (set === undefined || others.length > 0) {
    const names = [set, ...others].map((one) => one?.name ?? '');
    throw new PathError(`${paths.join(', ')} has several sets; name one of ${names.join(', ')}`);
  }
  const loaded = loadSet(readFiles(set.files));
  const folders = paths.filter((path) => statSync(path).isDirectory());
  const mesh = meshOf(loaded.manifests, { ...assumptionsOf(folders), ...options.assumptions });
  const problems = [...losses(loaded), ...doubles(mesh, loaded)];
  if (problems.length > 0) throw new PathError(problems.join('\n'));
  return walkable(mesh, locateIn(mesh, loaded));
}

function losses({ problems }: LoadedSet): readonly string[] {
  return problems
    .filter(({ rule }) => LOSSES.has(rule))
    .map(({ file, line, column, message }) => `${file}:${line}:${column}  ${message}`);
}

function doubles({ manifests }: Mesh, { originOf }: LoadedSet): readonly string[] {
  return manifests.all.flatMap((manifest) => {
    const ref = refOf(manifest);
    const [first] = manifests.same(ref);
    if (first === undefined || first === manifest) return [];
    const [place, other] = [originOf(manifest)?.locate([]), originOf(first)?.locate([])];
    const at = `${place?.file ?? ''}:${place?.line ?? 0}:${place?.column ?? 0}`;
    return [`${at}  ${formatRef(ref)} again, after ${other?.file ?? ''}:${other?.line ?? 0}`];
  });
}

function locateIn({ manifests }: Mesh, { originOf }: LoadedSet): Locate {
  return (ref, path) => {
    const [manifest] = manifests.same(ref);
    const place = manifest === undefined ? undefined : originOf(manifest)?.locate(path);
    return place === undefined ? undefined : { file: place.file, line: place.line };
  };
}
