import { dirname } from 'node:path';
import type { FileOperations } from './file-operations.js';

/** Those of the folders and the folders around them that are files, each once. */
export function filesAmong(folders: readonly string[], files: FileOperations): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const folder of folders) {
    // What exists has folders around it.
    for (let at = folder; !seen.has(at); at = dirname(at)) {
      seen.add(at);
      const kind = files.kind(at);
      if (kind === 'file') found.push(at);
      if (kind !== undefined) break;
    }
  }
  return found;
}
