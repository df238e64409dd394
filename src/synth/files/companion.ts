import type { Companion } from '../options.js';
import { toDocuments } from '../yaml/emit.js';

/** The text of a companion. */
export function companionText({ documents, header }: Companion): string {
  const comment = (header ?? '').split('\n').filter((line) => line !== '');
  return comment.map((line) => `# ${line}\n`).join('') + toDocuments(documents);
}
