import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A block whose first line names, in a comment, the file that it is from. */
const EXCERPT = /```\w+\n(?:\/\/|#) ([\w./-]+)\n([\s\S]*?)```/g;

const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));

function excerpts(page: string): readonly (readonly [string, string])[] {
  return [...readFileSync(`docs/${page}`, 'utf8').matchAll(EXCERPT)].map(([, file = '', text = '']) => [
    file,
    text,
  ]);
}

/** Lines without indentation, which differs where an excerpt is taken out of its place. */
function outdented(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join('\n');
}

/** Whether some consecutive lines of a file are the excerpt's. */
function holds(file: string, excerpt: string): boolean {
  const wanted = excerpt.trim().split('\n');
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.some((_, start) => outdented(lines.slice(start, start + wanted.length)) === outdented(wanted));
}

describe('an excerpt in the docs', () => {
  it.each(pages.flatMap((page) => excerpts(page).map(([file, text]) => [page, file, text] as const)))(
    'of %s is in %s',
    (_, file, text) => {
      expect(existsSync(file)).toBe(true);
      expect(holds(file, text)).toBe(true);
    },
  );

  it.each(['postgres.md', 'redis.md', 'resilience.md'])(
    'of a chart and of the YAML that it gives is in %s',
    (page) => {
      const files = excerpts(page).map(([file]) => file.split('/')[0]);
      expect(files).toEqual(expect.arrayContaining(['charts', 'dist']));
    },
  );
});
