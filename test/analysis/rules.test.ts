import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rulePage, rulesPage } from '../../docs/rule-pages.js';
import { RULES } from '../../src/analysis/rules/index.js';
import { root } from '../meta/source-imports.js';
import { analyzeFixture, fixtureNames } from './fixtures.js';

const ids = RULES.map(({ id }) => id);

describe('the list of rules', () => {
  test('is sorted and has each once', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test('has every file, and every rule is in a file of its name', () => {
    const files = readdirSync(join(root, 'src/analysis/rules')).map((name) => name.replace(/\.ts$/, ''));
    expect(files.filter((name) => name !== 'index').sort()).toEqual(ids);
  });

  test('has every fixture', () => {
    expect(fixtureNames()).toEqual(ids);
  });
});

describe.each(RULES)('$id', (rule) => {
  test('finds one thing in the bad fixture, and no other rule finds any', () => {
    expect(analyzeFixture(rule.id, 'bad').findings.map((finding) => finding.rule)).toEqual([rule.id]);
  });

  test('is silent on the good fixture, as are all others', () => {
    expect(analyzeFixture(rule.id, 'good').findings).toEqual([]);
  });

  test('explains itself in sentences', () => {
    for (const text of [rule.what, rule.why, rule.fix]) expect(text).toMatch(/^[`A-Zk].*\.$/);
  });

  test('has a page with what it says of its fixtures', () => {
    const file = join(root, `docs/rules/${rule.id}.md`);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(rulePage(rule));
  });
});

test('docs/rules has the pages of the rules and no other', () => {
  const names = readdirSync(join(root, 'docs/rules')).map((name) => name.replace(/\.md$/, ''));
  expect(names.sort()).toEqual([...ids, 'README'].sort());
  expect(readFileSync(join(root, 'docs/rules/README.md'), 'utf8')).toBe(rulesPage());
});
