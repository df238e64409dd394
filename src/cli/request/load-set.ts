import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { FieldPath } from '../../model/field-path.js';
import { identityOf, isManifest, refOf, type Manifest, type ResourceRef } from '../../model/manifest.js';
import { InputProblem } from './input-problem.js';

/** Where a field of an object is written. */
export interface Location {
  readonly file: string;
  readonly line: number;
}

/** The manifests of some files and folders. */
export interface LoadedSet {
  readonly manifests: readonly Manifest[];
  /** The folders among the paths, in which a lock may be. */
  readonly folders: readonly string[];
  /** The line of a field, or of what is around it. */
  readonly locate: (ref: ResourceRef, path: FieldPath) => Location | undefined;
}

interface Written {
  readonly manifest: Manifest;
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** YAML aliases make small files large. */
const MAX_ALIASES = 1000;

/**
 * Reads all YAML under the paths as one set.
 * @throws {InputProblem} if a path cannot be read, or is no YAML
 */
export function loadSet(paths: readonly string[]): LoadedSet {
  const folders = paths.filter((path) => isFolder(path));
  const written = paths.flatMap(filesOf).flatMap(readFile);
  const seen = new Map<string, string>();
  const byName = new Map<string, Written>();
  for (const one of written) {
    const ref = refOf(one.manifest);
    const other = seen.get(identityOf(ref));
    if (other !== undefined) {
      throw new InputProblem(
        `${one.file} has ${ref.kind} ${ref.namespace}/${ref.name} again, after ${other}`,
      );
    }
    seen.set(identityOf(ref), one.file);
    byName.set(`${ref.kind}|${ref.namespace}|${ref.name}`, one);
  }
  return {
    manifests: written.map(({ manifest }) => manifest),
    folders,
    locate({ kind, namespace, name }, path) {
      const found = byName.get(`${kind}|${namespace}|${name}`);
      return found === undefined ? undefined : { file: found.file, line: lineOf(found, path) };
    },
  };
}

function isFolder(path: string): boolean {
  if (!existsSync(path)) throw new InputProblem(`${path}: there is no such file or folder`);
  return statSync(path).isDirectory();
}

function filesOf(path: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const sets = entries.filter(
    (entry) => entry.isDirectory() && existsSync(join(path, entry.name, 'meshproof.lock')),
  );
  if (sets.length > 1) {
    const names = sets.map(({ name }) => join(path, name));
    throw new InputProblem(`${path} has several sets; name one of ${names.join(', ')}`);
  }
  return entries.flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    const inner = join(path, entry.name);
    if (entry.isDirectory()) return filesOf(inner);
    return /\.ya?ml$/.test(entry.name) ? [inner] : [];
  });
}

function readFile(file: string): readonly Written[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), { lineCounter: lines });
  return [...documents].flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      const { line, col } = lines.linePos(error.pos[0]);
      throw new InputProblem(`${file}:${line}:${col}  ${error.message.split('\n')[0] ?? ''}`);
    }
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    const items = isList(value) ? value : [value];
    return items.filter(isManifest).map((manifest) => ({ manifest, file, document, lines }));
  });
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function lineOf({ document, lines }: Written, path: FieldPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const start = rangeOf(node);
    if (start !== undefined) return lines.linePos(start).line;
  }
  return lines.linePos(rangeOf(document.contents) ?? 0).line;
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
