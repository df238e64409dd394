import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of a file of the repository, as a page of docs/ shows it. */
export interface Excerpt {
  readonly file: string;
  readonly text: string;
}

/** A block of code whose first line, a comment, names the file. */
const BLOCK = /^```\w*\n(?:\/\/|#) ((?:charts|dist|__snapshots__)\/\S+)\n([\s\S]*?)^```$/gm;

export function excerptsOf(page: string): readonly Excerpt[] {
  return [...readFileSync(join('docs', page), 'utf8').matchAll(BLOCK)].map(
    ([, file = '', text = '']): Excerpt => ({ file, text: plain(text) }),
  );
}

/** Without indentation, which differs where an excerpt is taken out of its place. */
export function plain(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}
