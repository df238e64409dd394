import { describe, expect, test } from 'vitest';
import { loadText } from '../../../src/mesh/load/load-text.js';

/** What is written where a word of a text of a ConfigMap is found, and the line. */
function place(value: string, word: string, before = '') {
  const text = `${before}kind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\ndata:\n  f: ${value}\n  z: last\n`;
  const [loaded] = loadText(text, 'a.yaml').manifests;
  const data = (loaded?.manifest['data'] ?? {}) as { readonly f: string };
  const start = data.f.indexOf(word);
  const found = loaded?.locate(['data', 'f'], 'value', [start, start + word.length]);
  const { line = 0, column = 0, endColumn = 0 } = found ?? {};
  return `${line} ${text.split(/\r?\n/)[line - 1]?.slice(column - 1, endColumn - 1) ?? ''}`;
}

describe('a part of a text', () => {
  test.each([
    ['a block', '|\n    [db]\n    host = db:5432', '7 db:5432'],
    [
      'a block with a comment and an empty line',
      '|- # ours\n\n    a\n      host = db:5432 # here',
      '8 db:5432',
    ],
    ['a block with the ends of lines of Windows', '|\r\n    a\r\n    db:5432\r', '7 db:5432'],
    ['a plain text', 'http://db:5432/a', '5 db:5432'],
    ['a quoted text', '"http://db:5432/a"', '5 db:5432'],
    ['a text in other quotes', "'http://db:5432/a'", '5 db:5432'],
  ])('is at its own place in %s', (_, value, expected) => {
    expect(place(value, 'db:5432')).toBe(expected);
  });

  test('is after the documents before it', () => {
    expect(place('|\n    db:5432', 'db:5432', 'a: b\n---\n')).toBe('8 db:5432');
  });

  test('that has several lines is at the first', () => {
    expect(place('|\n    a\n    b: c\n    d', 'b: c\nd')).toBe('7 b: c');
  });

  test.each([
    ['a folded text', '>\n    a\n    db:5432'],
    ['escapes', '"\\x41 db:5432"'],
  ])('is at the whole text where its characters are others: %s', (_, value) => {
    expect(place(value, 'db:5432')).toMatch(/^5 /);
  });
});
