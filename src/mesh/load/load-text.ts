import type { FieldPath } from '../../model/field-path.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { Manifest } from '../../model/manifest.js';
import { programFormOf } from '../../model/programs/form-of.js';
import type { ProgramFile } from '../../model/programs/program-file.js';
import type { Part } from '../../model/settings/yaml-document.js';
import type { TextRange } from '../../model/settings/yaml-tree.js';
import { objectsIn } from './objects-in.js';
import { placed, type Location, type PlacedDocument } from './placed.js';
import type { LoadNote, LoadProblem } from './problem.js';
import { readChunk } from './read-chunk.js';
import { splitDocuments, type Chunk } from './split-documents.js';

/** A manifest, and where its fields are written. */
export interface LoadedManifest {
  readonly manifest: Manifest;
  readonly file: string;
  /**
   * Where a part of one of its fields is written, or the nearest thing around it; `within` its text, from an offset to
   * another. The document is read again, once.
   */
  readonly locate: (path: FieldPath, part?: Part, within?: TextRange) => Location;
}

/** The configuration of a program that is a file by itself, and where its keys are written. */
export interface LoadedProgramFile extends ProgramFile {
  readonly locate: (path: FieldPath, part?: Part) => Location;
}

/** What is in one file. */
export interface LoadedText {
  readonly manifests: readonly LoadedManifest[];
  /** IstioOperators: how `istioctl install` is told to install Istio. */
  readonly installations: readonly JsonObject[];
  /** Configurations of LiveKit and AIC. */
  readonly programFiles: readonly LoadedProgramFile[];
  readonly problems: readonly LoadProblem[];
  readonly notes: readonly LoadNote[];
}

/** Reads the documents of a YAML or JSON text. Pure; a document that cannot be read does not keep others from it. */
export function loadText(text: string, file: string): LoadedText {
  const manifests: LoadedManifest[] = [];
  const installations: JsonObject[] = [];
  const programFiles: LoadedProgramFile[] = [];
  const problems: LoadProblem[] = [];
  const notes: LoadNote[] = [];
  for (const chunk of splitDocuments(text)) {
    const read = readChunk(chunk, file);
    if (read.problems.length > 0 && isTemplate(chunk.text)) {
      notes.push({ file, line: chunk.linesBefore + 1, message: 'is a Helm template: render it first' });
      continue;
    }
    for (const problem of read.problems) problems.push(problem);
    if (read.value === undefined || read.value === null) continue;
    const places = lazily(chunk, file);
    const program = programFileOf(read.value, file, places);
    if (program !== undefined) {
      programFiles.push(program);
      continue;
    }
    for (const found of objectsIn(read.value)) {
      if (found.kind === 'manifest') {
        const { manifest, path: within } = found;
        const locate: LoadedManifest['locate'] = (path, part = 'value', inText) =>
          places().locate([...within, ...path], part, inText);
        manifests.push({ manifest, file, locate });
      } else if (found.kind === 'nameless') {
        const location = places().locate(found.path, 'value');
        problems.push({ rule: 'manifest-identity', ...location, message: found.message });
      } else {
        if (found.kind === 'installation') installations.push(found.value);
        notes.push({ file, line: firstLine(chunk), message: found.message });
      }
    }
  }
  return { manifests, installations, programFiles, problems, notes };
}

/** Its values are those of YAML 1.2, which is nearer to what the programs read than kubectl's YAML 1.1. */
function programFileOf(
  value: unknown,
  file: string,
  places: () => PlacedDocument,
): LoadedProgramFile | undefined {
  const form = programFormOf(file.replace(/^.*[/\\]/, ''), value);
  if (form === undefined) return undefined;
  const { data } = places().yaml.root;
  const locate = (path: FieldPath, part: Part = 'value') => places().locate(path, part);
  return { file, form, value: isJsonObject(data) ? data : {}, locate };
}

function lazily(chunk: Chunk, file: string): () => PlacedDocument {
  let document: PlacedDocument | undefined;
  return () => (document ??= placed(chunk, file));
}

/** `{{ .Values.x }}` stands where YAML cannot have it. */
function isTemplate(text: string): boolean {
  return /\{\{-?\s*[\w.$(/"]/.test(text);
}

function firstLine({ text, linesBefore }: Chunk): number {
  const lines = text.split('\n');
  return (
    linesBefore +
    1 +
    Math.max(
      0,
      lines.findIndex((line) => !/^\s*(?:#|$)/.test(line)),
    )
  );
}
