import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-imports.js';

// Of the tests only the linter counts the lines, for their tables are data.
const FOLDERS = ['src', 'charts', 'conformance', 'bench', 'docs'];

// What is generated is as long as what it is generated from.
const GENERATED = 'src/model/structure/schemas/';

// Two lines for each rule, and nothing else.
const LIST = 'src/analysis/rules/index.ts';

const files = FOLDERS.flatMap(sourceFiles).filter((file) => !file.startsWith(GENERATED));
const sizes = files.map((file) => ({
  file,
  lines: lineCount(readFileSync(join(root, file), 'utf8')),
}));

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

test('no source file is longer than 300 lines', () => {
  expect(sizes.length).toBeGreaterThan(100);
  expect(sizes.filter(({ file, lines }) => lines > 300 && file !== LIST)).toEqual([]);
});

test.each(['src', 'charts'])('half of the files of %s have fewer than 80 lines', (folder) => {
  const lines = sizes.filter(({ file }) => file.startsWith(`${folder}/`)).map((size) => size.lines);
  const median = lines.sort((a, b) => a - b)[Math.floor(lines.length / 2)];
  expect(median).toBeLessThan(80);
});
