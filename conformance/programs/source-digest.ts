import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Names what is built from some files, for the version of a program: it changes with them. */
export function sourceDigest(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
