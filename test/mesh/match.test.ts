import { expect, test } from 'vitest';
import { allOf, anyOf, not, type Match } from '../../src/mesh/match.js';

const unclear: Match = { unmodelled: 'whether it rains' };

test('all: a definite no outweighs what is not known', () => {
  expect(allOf([])).toBe('yes');
  expect(allOf(['yes', 'some'])).toBe('some');
  expect(allOf(['some', unclear, 'yes'])).toBe(unclear);
  expect(allOf([unclear, 'some', 'no'])).toBe('no');
});

test('any: a definite yes outweighs what is not known', () => {
  expect(anyOf([])).toBe('no');
  expect(anyOf(['no', 'some'])).toBe('some');
  expect(anyOf(['no', unclear])).toBe(unclear);
  expect(anyOf([unclear, 'some'])).toBe('some');
  expect(anyOf([unclear, 'some', 'yes'])).toBe('yes');
});

test('not turns what is definite', () => {
  expect([not('yes'), not('no'), not('some'), not(unclear)]).toEqual(['no', 'yes', 'some', unclear]);
});
