import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE } from '../../model/lock-file.js';
import type { SourceFile } from './load-set.js';

/** The files of manifests that are applied together. */
export interface FoundSet {
  /** The folder or file; empty for what was named one by one. */
  readonly name: string;
  /** The folders that were named, in which a lock may be. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** Paths that cannot be read. */
export class PathError extends Error {
  override readonly name = 'PathError';
}

/** What a folder has in it that is a set of its own. */
const MARKERS = [LOCK_FILE, 'Kustomization', 'kustomization.yaml', 'kustomization.yml'];
const KUSTOMIZATION = /^[Kk]ustomization(?:\.ya?ml)?$/;
/** What is for meshproof. */
const CONFIG = 'meshproof.yaml';
const MANIFESTS = /\.(?:ya?ml|json)$/;

/**
 * The sets that paths name. Several paths are one set; a folder given alone that has several sets below it (folders
 * with a `meshproof.lock` or a kustomization) is taken set by set.
 * @throws PathError for a path that is not there, and for one with nothing to read
 */
export function findSets(paths: readonly string[]): readonly FoundSet[] {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined && kindOf(only) === 'folder') {
    const nested = hasMarker(only) ? [] : markedBelow(only);
    if (nested.length > 1) return nested.map((name) => ({ name, folders: [name], files: filesOf(name) }));
  }
  const files = [...new Set(paths.flatMap((path) => filesOf(path)))];
  const folders = paths.filter((path) => kindOf(path) === 'folder');
  return [{ name: paths.length === 1 && only !== undefined ? only : '', folders, files }];
}

/** The content of files. */
export function readFiles(files: readonly string[]): readonly SourceFile[] {
  return files.map((file) => ({ file, bytes: readFileSync(file) }));
}

function filesOf(path: string): readonly string[] {
  if (kindOf(path) === 'file') return [path];
  const files = manifestsBelow(path);
  if (files.length === 0) throw new PathError(`${path}: no .yaml, .yml or .json file in it`);
  return files;
}

function manifestsBelow(folder: string): readonly string[] {
  return entriesOf(folder).flatMap(({ path, name, isFolder }) => {
    if (isFolder) return manifestsBelow(path);
    const isManifests = MANIFESTS.test(name) && !KUSTOMIZATION.test(name) && name !== CONFIG;
    return isManifests ? [path] : [];
  });
}

function markedBelow(folder: string): readonly string[] {
  return entriesOf(folder).flatMap(({ path, isFolder }) => {
    if (!isFolder) return [];
    return hasMarker(path) ? [path] : markedBelow(path);
  });
}

function hasMarker(folder: string): boolean {
  return MARKERS.some((name) => existsSync(join(folder, name)));
}

/** Sorted, without what is hidden or installed. Links to folders are not followed: they can lead in a circle. */
function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .map((entry) => ({ name: entry.name, path: join(folder, entry.name), isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(path: string): 'file' | 'folder' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new PathError(`${path}: there is no such file or folder`);
  return found.isDirectory() ? 'folder' : 'file';
}
