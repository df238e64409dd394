import type { JsonObject } from '../../model/json.js';
import type { Manifest } from '../../model/manifest.js';
import { loadText, type LoadedManifest, type LoadedProgramFile } from './load-text.js';
import type { LoadNote, LoadProblem } from './problem.js';
import { textOf } from './text-of.js';

/** A file as it was read, not yet as text. */
export interface SourceFile {
  /** As it is to be named. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Manifests that are applied together, with all that is known of how they are written. */
export interface LoadedSet {
  readonly manifests: readonly Manifest[];
  /** IstioOperators: how `istioctl install` is told to install Istio. */
  readonly installations: readonly JsonObject[];
  /** Configurations of LiveKit and AIC that are files by themselves. */
  readonly programFiles: readonly LoadedProgramFile[];
  readonly problems: readonly LoadProblem[];
  readonly notes: readonly LoadNote[];
  /** Where a manifest of the set is written. */
  readonly originOf: (manifest: Manifest) => LoadedManifest | undefined;
  /** The lines of a file of the set. */
  readonly linesOf: (file: string) => readonly string[];
}

/** Reads the files of a set. Pure. */
export function loadSet(files: readonly SourceFile[]): LoadedSet {
  const texts = new Map<string, string>();
  const origins = new Map<Manifest, LoadedManifest>();
  const problems: LoadProblem[] = [];
  const notes: LoadNote[] = [];
  const installations: JsonObject[] = [];
  const programFiles: LoadedProgramFile[] = [];
  for (const { file, bytes } of files) {
    const { text, problems: ofBytes } = textOf(bytes, file);
    texts.set(file, text);
    const loaded = loadText(text, file);
    for (const one of loaded.manifests) origins.set(one.manifest, one);
    for (const list of [ofBytes, loaded.problems]) addAll(problems, list);
    addAll(notes, loaded.notes);
    addAll(installations, loaded.installations);
    addAll(programFiles, loaded.programFiles);
  }
  const lines = new Map<string, readonly string[]>();
  return {
    manifests: [...origins.keys()],
    installations,
    programFiles,
    problems,
    notes,
    originOf: (manifest) => origins.get(manifest),
    linesOf(file) {
      let split = lines.get(file);
      if (split === undefined) lines.set(file, (split = (texts.get(file) ?? '').split(/\r?\n/)));
      return split;
    },
  };
}

/** Not by `push(...more)`: a hundred thousand arguments exhaust the stack. */
function addAll<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item);
}
