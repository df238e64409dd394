import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Excerpt {
  readonly page: string;
  readonly file: string;
  readonly text: string;
}

/** A block of code whose first line, a comment, names a file of the repository. */
const BLOCK = /^```\w*\n(?:\/\/|#) ((?:charts|dist|__snapshots__)\/\S+)\n([\s\S]*?)^```$/gm;

const excerpts = readdirSync('docs')
  .filter((name) => name.endsWith('.md'))
  .flatMap((page) =>
    [...readFileSync(join('docs', page), 'utf8').matchAll(BLOCK)].map(
      ([, file = '', text = '']): Excerpt => ({ page, file, text }),
    ),
  );

/** Without indentation, which differs where an excerpt is taken out of its place. */
function plain(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

describe('excerpts in the documentation', () => {
  it('are there', () => {
    const ofResilience = excerpts.filter(({ page }) => page === 'resilience.md').map(({ file }) => file);
    expect(ofResilience.filter((file) => file.startsWith('charts/'))).not.toEqual([]);
    expect(ofResilience.filter((file) => file.startsWith('dist/'))).not.toEqual([]);
  });

  it.each(excerpts)('$page has of $file what is there', ({ file, text }) => {
    expect(plain(readFileSync(file, 'utf8'))).toContain(plain(text));
  });
});
