import { expect, it } from 'vitest';
import { z } from 'zod';
import { settingsProblems } from '../../src/report/problems.js';
import { errorOf } from '../model/settings/mistakes.js';

const error = errorOf('a: 1\nb: x\n', z.strictObject({ a: z.string(), b: z.int() }));

it('shows the problems as the message of the error does', () => {
  expect(settingsProblems(error)).toBe(error.message);
  expect(settingsProblems(error)).not.toContain('\u001b');
});

it('shows them in colour if asked', () => {
  const coloured = settingsProblems(error, { color: true });
  expect(coloured).toContain('\u001b[31m^\u001b[39m in quotes');
  // eslint-disable-next-line no-control-regex
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(error.message);
});

it('cuts lines to a width', () => {
  const wide = errorOf(`a: ${'x'.repeat(200)}`, z.strictObject({ a: z.int() }));
  const longest = settingsProblems(wide, { width: 40 })
    .split('\n')
    .slice(1)
    .map((line) => line.length);
  expect(Math.max(...longest)).toBe(' > 1 │ '.length + 40);
});
