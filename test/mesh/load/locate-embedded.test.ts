import { describe, expect, test } from 'vitest';
import { loadText } from '../../../src/mesh/load/load-text.js';

const PATH = ['data', 'f.yaml', 'rtc', 'port'];

/** Line and column of `rtc.port` in a file of a ConfigMap, written in some way. */
function place(value: string, part: 'key' | 'value' = 'value', before = '') {
  const text = `${before}kind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\ndata:\n  f.yaml: ${value}\n  z: last\n`;
  const [loaded] = loadText(text, 'a.yaml').manifests;
  const { line = 0, column = 0 } = loaded?.locate(PATH, part) ?? {};
  const written = text.split(/\r?\n/)[line - 1] ?? '';
  return { line, at: written.slice(column - 1) };
}

describe('a field of a file in a ConfigMap', () => {
  test.each([
    ['a block', '|\n    rtc:\n      port: 7882', 7],
    ['a block that ends otherwise', '|-\n    rtc:\n      port: 7882', 7],
    ['a block with a comment', '| # ours\n\n    # rtc\n    rtc:\n      port: 7882', 9],
    ['a block of a wide file', '|\n         rtc: {x: 1,\n           port: 7882}', 7],
    ['a block with the ends of lines of Windows', '|\r\n    rtc:\r\n      port: 7882\r', 7],
  ])('is at its own place in %s', (_, value, line) => {
    const { line: found, at } = place(value);
    expect([found, at.slice(0, 4)]).toEqual([line, '7882']);
    expect(place(value, 'key').at).toMatch(/^port/);
  });

  test('is after the documents before it', () => {
    expect(place('|\n    rtc:\n      port: 7882', 'value', 'a: b\n---\n').line).toBe(9);
  });

  test.each([
    ['a quoted text', '"rtc:\\n  port: 7882"', '"rtc'],
    ['a folded text', '>\n    rtc:\n\n      port: 7882', '>'],
    ['a block of given indentation', '|1\n     rtc:\n       port: 7882', '|1'],
  ])('is at the text where its lines are others: %s', (_, value, start) => {
    const { line, at } = place(value);
    expect(line).toBe(5);
    expect(at.startsWith(start) || at.startsWith('f.yaml')).toBe(true);
  });

  test('that is missing is where it would be', () => {
    expect(place('|\n    rtc:\n      x: 1').line).toBe(6);
  });
});
