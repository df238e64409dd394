import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/analysis/finding.js';
import { RULES } from '../../src/analysis/rules/index.js';
import type { CheckedSet } from '../../src/report/check.js';
import { checkGithub } from '../../src/report/check-github.js';
import { checkMarkdown } from '../../src/report/check-markdown.js';
import { checkSarif } from '../../src/report/check-sarif.js';

const FINDING: Finding = {
  rule: 'field-known',
  severity: 'error',
  resource: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'cart' },
  path: ['spec', 'prots'],
  message: 'unknown field prots',
  why: 'It is refused.',
  fix: 'Correct the name.',
  hint: 'did you mean ports?',
  equivalent: ['IST0106'],
  location: { file: 'k8s/ä b/a.yaml', line: 7, column: 3, endColumn: 8 },
  related: [
    {
      resource: { apiVersion: 'v1', kind: 'Namespace', namespace: '', name: 'shop' },
      path: [],
      message: 'comes later',
      location: { file: 'k8s/b.yaml', line: 1, column: 1, endColumn: 2 },
    },
  ],
};
const WARNING: Finding = {
  ...FINDING,
  rule: 'apply-order',
  severity: 'warning',
  related: [],
  hint: undefined,
};
const BARE: Finding = {
  ...WARNING,
  severity: 'info',
  message: 'nobody knows | where <b>@all</b>, 50% of\nit',
  resource: undefined,
  path: [],
  location: undefined,
};

function setOf(findings: readonly Finding[]): readonly CheckedSet[] {
  return [{ name: 'k8s', objects: 3, findings, suppressed: 0, known: 0, notes: [], linesOf: () => [] }];
}

const sarifOf = (findings: readonly Finding[]): string =>
  checkSarif(setOf(findings), {
    rules: RULES.slice(0, 2),
    version: '1.2.3',
    fingerprint: ({ rule }) => rule,
  });

const { $schema, id, ...schema } = JSON.parse(
  readFileSync(new URL('fixtures/sarif-2.1.0.schema.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
// The schema is of draft 4, of which it uses what later drafts have too, but for these two words.
const isSarif = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
  logger: false,
}).compile(schema);

function expectSarif(text: string): void {
  isSarif(JSON.parse(text));
  expect(isSarif.errors).toBe(null);
}

const finding = fc
  .record({
    message: fc.string({ unit: 'binary' }),
    file: fc.string({ unit: 'binary', minLength: 1 }),
    name: fc.string({ unit: 'grapheme' }),
  })
  .map(({ message, file, name }): Finding => ({
    ...FINDING,
    message,
    resource: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name },
    location: { file, line: 1, column: 1, endColumn: 2 },
  }));

describe('sarif', () => {
  it('is what the published schema wants', async () => {
    expect($schema).toContain('draft-04');
    expect(String(id)).toContain('sarif-2.1.0');
    const text = sarifOf([BARE, WARNING, FINDING, FINDING]);
    expectSarif(text);
    await expect(text).toMatchFileSnapshot('../../__snapshots__/check.sarif');
  });

  it('is so whatever is found where', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 3 }), (findings) => {
        expectSarif(sarifOf(findings));
      }),
    );
  });

  it('a schema that is not met is noticed', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ results: [{}] }] })).toBe(false);
  });

  it('keeps the worst of more findings than are shown, and is not too large', () => {
    const long = { ...WARNING, message: 'x'.repeat(10_000) };
    const text = sarifOf([...Array.from({ length: 6000 }, () => long), FINDING]);
    const { runs } = JSON.parse(text) as {
      runs: [{ results: { level: string }[]; invocations: [{ toolExecutionNotifications: unknown[] }] }];
    };
    expect(runs[0].results).toHaveLength(5000);
    expect(runs[0].results[0]?.level).toBe('error');
    expect(JSON.stringify(runs[0].invocations)).toContain('1001 more findings are left out');
    expect(text.length).toBeLessThan(5000 * 4000);
  });

  it('tells findings apart that look the same', () => {
    const prints = [...sarifOf([FINDING, FINDING]).matchAll(/"meshproof\/v1": "(.*)"/g)].map(
      ([, one]) => one,
    );
    expect(prints).toEqual(['field-known', 'field-known:2']);
  });
});

describe('github', () => {
  it('is workflow commands', async () => {
    await expect(checkGithub(setOf([BARE, WARNING, FINDING]))).toMatchFileSnapshot(
      '../../__snapshots__/check.github.txt',
    );
  });

  it('is read by a runner as it was meant', () => {
    fc.assert(
      fc.property(finding, (one) => {
        const [line = '', summary, ...more] = checkGithub(setOf([one])).split('\n');
        expect([summary, more]).toEqual(['1 finding in 3 objects', ['']]);
        const [, properties = '', data = ''] = /^::error ([^:]*)::(.*)$/s.exec(line) ?? [];
        const [, file = ''] = /(?:^|,)file=([^,]*)/.exec(properties) ?? [];
        expect(unescaped(file)).toBe(one.location?.file);
        expect(unescaped(data)).toContain(one.message);
      }),
    );
  });

  it('shows ten of a severity, and counts the others', () => {
    const text = checkGithub(setOf(Array.from({ length: 12 }, () => FINDING)));
    expect(text.match(/^::error/gm)).toHaveLength(10);
    expect(text).toContain('2 more of severity error');
  });
});

/** What a runner does (actions/runner, ActionCommand.cs). */
function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

describe('markdown', () => {
  it('is a table with the findings folded away', async () => {
    await expect(checkMarkdown(setOf([BARE, WARNING, FINDING]))).toMatchFileSnapshot(
      '../../__snapshots__/check.md',
    );
  });

  it('what is found is text, whatever it is', () => {
    fc.assert(
      fc.property(finding, (one) => {
        const lines = checkMarkdown(setOf([one])).split('\n');
        expect(lines).toHaveLength(14);
        const [line = ''] = lines.filter((text) => text.startsWith('- '));
        expect(line.slice(2)).toMatch(/^(?:[\p{L}\p{N} .,;()'"/-]|&#\d+;)*$/u);
      }),
    );
  });

  it('has room in a comment', () => {
    const long = { ...FINDING, message: 'x'.repeat(900) };
    const text = checkMarkdown(setOf(Array.from({ length: 200 }, () => long)));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\d+ more are left out/);
  });

  it('says that nothing was found', () => {
    expect(checkMarkdown(setOf([]))).toBe('**meshproof check**: no findings in 3 objects\n');
  });
});
