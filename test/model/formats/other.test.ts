import { describe, expect, it } from 'vitest';
import { either, nonEmpty, oneOfWords } from '../../../src/model/formats/choice.js';
import { count, integer, percentage, port } from '../../../src/model/formats/number.js';
import { quantityOf } from '../../../src/model/formats/quantity.js';
import { re2 } from '../../../src/model/formats/regex.js';
import { describeFormat } from './examples.js';

describeFormat('oneOfWords', oneOfWords('ALLOW', 'DENY'), {
  good: ['ALLOW', 'DENY'],
  bad: ['', 'allow', 'ALLOW,DENY', 1],
});
describeFormat('nonEmpty', nonEmpty, { good: ['a', ' ', '0'], bad: ['', 0, 1] });
describeFormat('either', either(port, oneOfWords('http')), { good: [80, 'http'], bad: [0, 'https', '80'] });
describeFormat('integer', integer(-1, 3), { good: [-1, 0, 3], bad: [-2, 4, 0.5, '1', Infinity] });
describeFormat('port', port, { good: [1, 80, 65_535], bad: [0, 65_536, 80.5, -80, '80'] });
describeFormat('count', count, { good: [0, 1, 1_000_000], bad: [-1, 0.5, Infinity, '0', 2 ** 53] });
describeFormat('percentage', percentage, { good: [0, 0.1, 100], bad: [-0.1, 100.1, Infinity, '10'] });
describeFormat('re2', re2, {
  good: [
    'a',
    '^/api/v[0-9]+/.*$',
    '(?i)x',
    '(?P<name>a)',
    '[[:alpha:]]',
    '\\d\\pL',
    'x'.repeat(1024),
    '(a+)+b',
  ],
  bad: [
    '',
    '(',
    '[',
    '*',
    '(?=a)',
    '(?!a)',
    '(?<=a)',
    '(a)\\1',
    'a{2,1}',
    'a{1001}',
    'x'.repeat(1025),
    'é'.repeat(513),
    1,
  ],
});

describe('what a format expects', () => {
  it.each([
    [oneOfWords('ALLOW', 'DENY'), 'one of ALLOW, DENY'],
    [either(port, oneOfWords('http')), 'a port from 1 to 65535, or one of http'],
    [integer(-1, 3), 'a whole number from -1 to 3'],
    [count, 'a whole number of at least 0'],
    [integer(1, 7, 'a weight'), 'a weight from 1 to 7'],
  ])('is said in words (%#)', (format, words) => {
    expect(format.expected).toBe(words);
  });
});

describe('the number that a quantity stands for', () => {
  it.each([
    ['250m', 0.25],
    ['1.5', 1.5],
    ['2k', 2000],
    ['128Mi', 134_217_728],
    ['2Gi', 2 * 1024 ** 3],
    ['1E', 1e18],
    ['1e3', 1000],
    ['5E-1', 0.5],
  ])('%s', (text, number) => {
    expect(quantityOf(text)).toBeCloseTo(number, 9);
  });

  it('is none of a text that is no quantity', () => {
    for (const text of ['', '1.2.3', '64mb', '-1']) expect(quantityOf(text)).toBeUndefined();
  });
});
