import { analyze, type Analysis } from '../analysis/analyze.js';
import type { Rule } from '../analysis/rule.js';
import type { FoundSet } from '../mesh/load/find-sets.js';
import type { LoadedSet } from '../mesh/load/load-set.js';
import { meshOf } from '../mesh/mesh.js';
import { lockProblems } from '../synth/publish/lock-problems.js';
import { assumptionsOf } from './assumptions.js';
import { loadFound } from './sets.js';

/** A set that the rules have run over. */
export interface SetResult {
  readonly name: string;
  readonly loaded: LoadedSet;
  readonly analysis: Analysis;
  /** How the files differ from what the last synthesis published, if they are of one. */
  readonly unpublished: readonly string[];
}

/** Reads a set and runs the rules over it. */
export function checkSet(set: FoundSet, rules: readonly Rule[]): SetResult {
  const loaded = loadFound(set);
  const analysis = analyze(meshOf(loaded.manifests, assumptionsOf(set.folders)), {
    rules,
    problems: loaded.problems,
    locate: (manifest, path, part) => loaded.originOf(manifest)?.locate(path, part),
  });
  return { name: set.name, loaded, analysis, unpublished: set.folders.flatMap(lockProblems) };
}
