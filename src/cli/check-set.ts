import { dirname } from 'node:path';
import { analyze, type Analysis } from '../analysis/analyze.js';
import type { SourcePlace } from '../analysis/finding.js';
import type { Rule } from '../analysis/rule.js';
import type { LoadedSet } from '../mesh/load/load-set.js';
import { meshOf } from '../mesh/mesh.js';
import type { Manifest } from '../model/manifest.js';
import { sourcesOfSet } from '../synth/check/sources-file.js';
import type { ChosenRules } from './config/chosen-rules.js';
import { publicationNotes } from './publication-notes.js';
import { readSet, type ConfiguredSet } from './sets.js';

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
  const { loaded, assumptions } = readSet(set);
  const analysis = analyze(meshOf(loaded.manifests, assumptions), {
    rules,
    off,
    problems: loaded.problems,
    programFiles: loaded.programFiles,
    locate: (manifest, ...place) => loaded.originOf(manifest)?.locate(...place),
    sourceOf: sourcesIn(loaded),
  });
  return { set, loaded, analysis, rules, unpublished: publicationNotes(set.folders) };
}

/** Where an object was made, as the last synthesis into the folder of its file says. */
function sourcesIn({ originOf }: LoadedSet): (manifest: Manifest) => SourcePlace | undefined {
  const known = new Map<string, ReturnType<typeof sourcesOfSet>>();
  return (manifest) => {
    const file = originOf(manifest)?.file;
    if (file === undefined) return undefined;
    const folder = dirname(file);
    const sources = known.get(folder) ?? sourcesOfSet(folder);
    known.set(folder, sources);
    return sources(manifest);
  };
}
