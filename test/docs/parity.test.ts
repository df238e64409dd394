import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parityCodes, parityPage, rulesFor } from '../../docs/parity-page.js';
import { RULES } from '../../src/analysis/rules/index.js';
import { root } from '../meta/source-imports.js';

const codes = parityCodes();

test('docs/parity.md is of the rules that there are', () => {
  expect(readFileSync(join(root, 'docs/parity.md'), 'utf8')).toBe(parityPage());
});

test('rules name no code that istioctl and Kiali do not have', () => {
  const named = RULES.flatMap(({ equivalent = [] }) => equivalent);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((code) => !(code in codes))).toEqual([]);
});

test('no code that has a rule is refused one', () => {
  const excused = Object.entries(codes).filter(([, { no }]) => no !== undefined);
  expect(excused.filter(([code]) => rulesFor(code).length > 0)).toEqual([]);
});
