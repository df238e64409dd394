import { dirname } from 'node:path';
import type { FileOperations } from '../../src/synth/publish/file-operations.js';

/** Files in memory, for what is tried thousands of times. Folders are there as soon as a file is. */
export function memoryFiles(
  start: Iterable<readonly [string, string]> = [],
): FileOperations & { readonly texts: ReadonlyMap<string, string> } {
  const texts = new Map(start);
  const read = (path: string): string => {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`no such file: ${path}`);
    return text;
  };
  const nothing = (): void => undefined;
  return {
    texts,
    read,
    kind: (path) => {
      if (texts.has(path)) return 'file';
      return [...texts.keys()].some((other) => other.startsWith(`${path}/`)) ? 'folder' : undefined;
    },
    list: (folder) =>
      [...texts.keys()]
        .filter((path) => dirname(path) === folder)
        .map((path) => path.slice(folder.length + 1)),
    makeFolder: nothing,
    flush: nothing,
    write: (path, text) => {
      texts.set(path, text);
    },
    rename: (from, to) => {
      texts.set(to, read(from));
      texts.delete(from);
    },
    remove: (path) => {
      texts.delete(path);
    },
  };
}
