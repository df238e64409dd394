import { analyze, type Analysis } from '../analysis/analyze.js';
import type { Rule } from '../analysis/rule.js';
import type { LoadedSet } from '../mesh/load/load-set.js';
import { meshOf } from '../mesh/mesh.js';
import type { ChosenRules } from '../sets/config/chosen-rules.js';
import { readSet } from '../sets/read-set.js';
import type { ConfiguredSet } from '../sets/sets-of.js';
import { publicationNotes } from './publication-notes.js';

/** A set that the rules have run over. */
export interface SetResult {
  readonly set: ConfiguredSet;
  readonly loaded: LoadedSet;
  readonly analysis: Analysis;
  /** Those that ran. */
  readonly rules: readonly Rule[];
  /** How the files differ from what the last synthesis published, if they are of one. */
  readonly unpublished: readonly string[];
}

/** Reads a set and runs the rules over it. */
export function checkSet(set: ConfiguredSet, { rules, off }: ChosenRules): SetResult {
  const { loaded, assumptions, sourceOf } = readSet(set);
  const analysis = analyze(meshOf(loaded.manifests, assumptions), {
    rules,
    off,
    problems: loaded.problems,
    programFiles: loaded.programFiles,
    locate: (manifest, ...place) => loaded.originOf(manifest)?.locate(...place),
    sourceOf,
  });
  return { set, loaded, analysis, rules, unpublished: publicationNotes(set.folders) };
}
