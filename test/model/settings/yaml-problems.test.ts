import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseSettings } from '../../../src/model/settings/read.js';
import { mistakesIn } from './mistakes.js';

const anything = z.record(z.string(), z.unknown());

describe('what is no YAML', () => {
  it.each([
    ['a tab as indentation', 'a:\n\tb: 1', ['2:1-2 expected spaces as indentation, found a tab']],
    ['several documents', 'a: 1\n---\nb: 2\n', ['2:1-4 expected one document, found several']],
    ['an open quote', 'a: "b\nc: d\n', ['1:4-5 not valid YAML: this quote is never closed']],
    [
      'an open quote around a key',
      "a: 1\n'b: 2",
      [expect.stringMatching(/^2:1-2 not valid YAML: this quote is never closed/)],
    ],
    ['an open quote in a list', 'a: ["b]\nc: d', ['1:5-6 not valid YAML: this quote is never closed']],
    ['an open list', 'a: [1,\nb: 2', [expect.stringMatching(/^2:1-2 not valid YAML: flow sequence /)]],
    ['two values in a line', 'a: b: c', [expect.stringMatching(/^1:4-5 not valid YAML: nested mappings /)]],
    ['an unknown tag', 'a: !foo b', ['1:4-8 not valid YAML: unresolved tag: !foo']],
    [
      'a date tag',
      'a: !!timestamp 2030-01-31',
      [expect.stringContaining('1:4-15 not valid YAML: unresolved tag')],
    ],
    ['another version', '%YAML 1.1\n---\na: yes', ['1:1-10 expected YAML 1.2, found another version']],
  ])('%s', (_, text, expected) => {
    expect(mistakesIn(text, anything)).toEqual(expected);
  });

  it('is reported once for each line, and not as missing fields', () => {
    expect(mistakesIn('a: 1\n b: 2', anything)).toEqual([
      '1:4-5 not valid YAML: nested mappings are not allowed in compact mappings',
    ]);
    expect(mistakesIn('a: [[[', z.strictObject({ b: z.string() }))).toHaveLength(1);
    expect(mistakesIn('a: b: c\nd: e: f', anything)).toHaveLength(2);
  });
});

describe('what is YAML but not read', () => {
  it('a key that is given twice', () => {
    expect(mistakesIn('a:\n  b: 1\n  c: 2\n  "b": 3', anything)).toEqual([
      '4:3-6 a.b: given twice, first in line 2',
    ]);
  });

  it('a key that is no text', () => {
    expect(mistakesIn('1: a\ntrue: b\n~: c\n[d]: e\n? {f: g}\n: h', anything)).toEqual([
      "1:1-2 expected a text as key, found 1 (in quotes: '1')",
      "2:1-5 expected a text as key, found true (in quotes: 'true')",
      "3:1-2 expected a text as key, found ~ (in quotes: '~')",
      '4:1-4 expected a text as key',
      '5:3-9 expected a text as key',
    ]);
  });

  it('a merge key', () => {
    expect(mistakesIn('a: &a {b: 1}\nc:\n  <<: *a', anything)).toEqual([
      '3:3-5 c: expected a key, found the merge key << of YAML 1.1, which is not read (write the fields out)',
    ]);
  });

  it('a key that is a trap of the language', () => {
    expect(mistakesIn('__proto__: {polluted: true}', anything)).toEqual(['1:1-10 __proto__ cannot be a key']);
  });

  it('but the rest of the file is checked all the same', () => {
    expect(mistakesIn('a: 1\na: 2\nb: x', z.strictObject({ a: z.int(), b: z.int() }))).toEqual([
      '2:1-2 a: given twice, first in line 1',
      '3:4-5 b: expected a whole number, found "x"',
    ]);
  });

  it.each([
    ['an empty file', '', '1:1-2 expected a mapping, found nothing'],
    ['only comments', '# nothing yet\n', '1:1-2 expected a mapping, found nothing'],
    ['an empty document', '---\n', expect.stringMatching(/ expected a mapping, found nothing$/)],
    ['a text', 'hello', '1:1-6 expected a mapping, found "hello"'],
    ['a list', '- a\n- b', '1:1-2 expected a mapping, found a list of 2 items'],
  ])('%s where a mapping is needed', (_, text, expected) => {
    expect(mistakesIn(text, anything)).toEqual([expected]);
  });
});

describe('aliases', () => {
  it('need an anchor before them', () => {
    expect(mistakesIn('a: *b\nb: &b 1', anything)).toEqual([
      '1:4-6 a: the alias *b has no anchor &b before it',
    ]);
  });

  it('cannot contain themselves', () => {
    expect(mistakesIn('a: &a\n  b: [*a]', anything)).toEqual(['2:7-9 a.b[0]: the alias *a contains itself']);
  });

  it('may stand for so many values, and no more', () => {
    const hundred = `a: &a [${'1, '.repeat(98)}1]\n`;
    const text = (times: number) => `${hundred}b: [${'*a, '.repeat(times)}]\n`;
    expect(parseSettings(text(100), 'test.yaml', anything)).toHaveProperty('b.length', 100);
    expect(mistakesIn(text(101), anything)).toEqual([
      '2:405-407 b[100]: with the alias *a the aliases of this file stand for more than 10000 values',
    ]);
  });

  it('do not grow without bounds', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}]`);
    const found = mistakesIn(['l0: &l0 [x]', ...levels].join('\n'), anything);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('stand for more than 10000 values');
  });
});

describe('depth', () => {
  it.each([
    ['flow lists', (n: number) => `a: ${'['.repeat(n)}${']'.repeat(n)}`],
    ['flow mappings', (n: number) => `a: ${'{a: '.repeat(n)}${'}'.repeat(n)}`],
    ['block lists', (n: number) => `a:\n  ${'- '.repeat(n)}x`],
    ['block mappings', (n: number) => Array.from({ length: n }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s may be deep, but not without bounds', (_, nested) => {
    expect(mistakesIn(nested(60), anything)).toEqual([]);
    expect(mistakesIn(nested(150), anything)).toEqual([
      expect.stringContaining('nested more than 100 levels deep'),
    ]);
    // A reader that calls itself for each level would end the whole process here.
    expect(mistakesIn(nested(3000), anything)).toHaveLength(1);
  });
});
