import { PathError } from '../mesh/load/find-sets.js';
import type { LoadedSet } from '../mesh/load/load-set.js';
import type { LoadRule } from '../mesh/load/problem.js';
import { meshOf, type Mesh } from '../mesh/mesh.js';
import type { Assumptions } from '../model/assumptions.js';
import type { Locate } from '../model/locate.js';
import { formatRef, refOf } from '../model/manifest.js';
import { readSet } from './read-set.js';
import type { ConfiguredSet } from './sets-of.js';

/** A set of which nothing is lost, so that it can be asked what happens in it. */
export interface WholeSet {
  readonly mesh: Mesh;
  /** What is in the files and was not read as objects. */
  readonly notes: readonly string[];
  readonly locate: Locate;
}

/**
 * Reads a set that questions are put to.
 * @param more what is true outside of it whatever it says itself
 * @throws PathError if a document cannot be read, or an object is there twice: either would be an answer about something
 *   else than what is meant
 */
export function wholeSet(set: ConfiguredSet, more: Partial<Assumptions> = {}): WholeSet {
  const { loaded, assumptions, sourceOf } = readSet(set);
  const mesh = meshOf(loaded.manifests, { ...assumptions, ...more });
  const problems = [...losses(loaded), ...doubles(mesh, loaded)];
  if (problems.length > 0) throw new PathError(problems.join('\n'));
  return {
    mesh,
    notes: loaded.notes.map(({ file, line, message }) => `${file}:${line} ${message}`),
    locate(ref, path) {
      const [manifest] = mesh.manifests.same(ref);
      const place = manifest === undefined ? undefined : loaded.originOf(manifest)?.locate(path);
      if (manifest === undefined || place === undefined) return undefined;
      const source = sourceOf(manifest);
      return { file: place.file, line: place.line, ...(source === undefined ? {} : { source }) };
    },
  };
}

/** With one of these an object is not read at all. With the others it is read, as kubectl does. */
const LOSSES: ReadonlySet<LoadRule> = new Set([
  'yaml-syntax',
  'yaml-alias',
  'yaml-nesting',
  'manifest-identity',
]);

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
