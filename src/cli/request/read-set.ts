import type { LoadedSet } from '../../mesh/load/load-set.js';
import type { LoadProblem } from '../../mesh/load/problem.js';
import type { Assumptions } from '../../model/assumptions.js';
import type { FieldPath } from '../../model/field-path.js';
import { formatRef, identityOf, refOf, type Manifest, type ResourceRef } from '../../model/manifest.js';
import { readSet, setsOf } from '../sets.js';
import { InputProblem } from './input-problem.js';

/** The manifests through which requests go. */
export interface RequestSet {
  readonly manifests: readonly Manifest[];
  readonly assumptions: Assumptions;
  /** What is in the files and was not read as objects. */
  readonly notes: readonly string[];
  /** The line of a field, or of what is around it. */
  readonly locate: (
    ref: ResourceRef,
    path: FieldPath,
  ) => { readonly file: string; readonly line: number } | undefined;
}

/**
 * Reads what the paths name as one set.
 * @throws {InputProblem} if there are several sets, a document cannot be read, or an object is there twice: any of
 *   these would be an answer about something else than what is meant
 * @throws PathError for a path that cannot be read
 */
export async function readRequestSet(
  paths: readonly string[],
  config: string | undefined,
): Promise<RequestSet> {
  const sets = await setsOf(paths, config);
  const [set] = sets;
  if (set === undefined || sets.length > 1)
    throw new InputProblem(
      `${paths.join(' ')} has several sets; name one of ${sets.map(({ name }) => name).join(', ')}`,
    );
  const { loaded, assumptions } = readSet(set);
  const lost = loaded.problems.find(({ rule }) => !IS_READ.has(rule));
  if (lost !== undefined) throw new InputProblem(placed(lost));
  const manifests = onceEach(loaded);
  return {
    manifests: loaded.manifests,
    assumptions,
    notes: loaded.notes.map(({ file, line, message }) => `${file}:${line} ${message}`),
    locate(ref, path) {
      const manifest = manifests.get(identityOf(ref));
      return manifest === undefined ? undefined : loaded.originOf(manifest)?.locate(path);
    },
  };
}

/** Kubectl reads these documents, although not as they are written. */
const IS_READ: ReadonlySet<LoadProblem['rule']> = new Set([
  'yaml-duplicate-key',
  'yaml-key',
  'yaml-after-end',
  'file-encoding',
]);

function placed({ file, line, column, message }: LoadProblem): string {
  return `${file}:${line}:${column}  ${message}`;
}

function onceEach({ manifests, originOf }: LoadedSet): ReadonlyMap<string, Manifest> {
  const byIdentity = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const ref = refOf(manifest);
    const other = byIdentity.get(identityOf(ref));
    if (other !== undefined)
      throw new InputProblem(
        `${originOf(manifest)?.file ?? ''} has ${formatRef(ref)} again, after ${originOf(other)?.file ?? ''}`,
      );
    byIdentity.set(identityOf(ref), manifest);
  }
  return byIdentity;
}
