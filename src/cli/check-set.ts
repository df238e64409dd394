import { readFileSync } from 'node:fs';
import { analyze, type Analysis } from '../analysis/analyze.js';
import type { Rule } from '../analysis/rule.js';
import { readFiles, type FoundSet } from '../mesh/load/find-sets.js';
import { loadSet, type LoadedSet, type SourceFile } from '../mesh/load/load-set.js';
import { meshOf } from '../mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../model/assumptions.js';
import { lockProblems } from '../synth/publish/lock-problems.js';
import { assumptionsOf } from './assumptions.js';

/** A set that the rules have run over. */
export interface SetResult {
  readonly name: string;
  readonly loaded: LoadedSet;
  readonly analysis: Analysis;
  /** How the files differ from what the last synthesis published, if they are of one. */
  readonly unpublished: readonly string[];
}

/** The name of the standard input, as a path and in findings. */
export const STDIN = '-';

/** Reads a set and runs the rules over it. */
export function checkSet({ name, files }: FoundSet, rules: readonly Rule[]): SetResult {
  const loaded = loadSet(files.flatMap(sourceOf));
  const isFolder = name !== '' && name !== STDIN && files[0] !== name;
  const mesh = meshOf(loaded.manifests, isFolder ? assumptionsOf(name) : DEFAULT_ASSUMPTIONS);
  const analysis = analyze(mesh, {
    rules,
    problems: loaded.problems,
    locate: (manifest, path, part) => loaded.originOf(manifest)?.locate(path, part),
  });
  return { name, loaded, analysis, unpublished: isFolder ? lockProblems(name) : [] };
}

function sourceOf(file: string): readonly SourceFile[] {
  return file === STDIN ? [{ file: 'stdin', bytes: readFileSync(0) }] : readFiles([file]);
}
