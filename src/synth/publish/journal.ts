import { join } from 'node:path';
import { isJsonObject, type Json } from '../../model/json.js';
import { isOutside, isPlainName } from '../files/relative-path.js';
import type { FileOperations } from './file-operations.js';
import { JOURNAL_FILE } from './hidden-names.js';

/**
 * What a publication is about to write: by path, the digests of the texts that are ours. It is written before the first
 * file and removed after the lock, so that what an interrupted publication has left is known for ours by its content.
 */
export type Journal = ReadonlyMap<string, readonly string[]>;

/** The journal in a folder; `undefined` if no publication was interrupted there. */
export function readJournal(folder: string, files: FileOperations): Journal | undefined {
  const path = join(folder, JOURNAL_FILE);
  if (files.kind(path) !== 'file') return undefined;
  const journal = new Map<string, readonly string[]>();
  for (const [name, digests] of Object.entries(parse(files.read(path)))) {
    if (!isPlainName(name) && !isOutside(name)) continue;
    if (Array.isArray(digests)) journal.set(name, digests.map(String));
  }
  return journal;
}

export function journalText(journal: Journal): string {
  return `${JSON.stringify({ version: 1, files: Object.fromEntries(journal) }, null, 2)}\n`;
}

/** A journal that cannot be read claims nothing: what it was about is then taken for somebody else's. */
function parse(text: string): Readonly<Record<string, Json>> {
  try {
    const value: unknown = JSON.parse(text);
    const files = isJsonObject(value) ? value['files'] : undefined;
    return isJsonObject(files) ? files : {};
  } catch {
    return {};
  }
}
