import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../src/model/json.js';
import { emitDocuments } from '../../src/synth/yaml/emit.js';

/** What both readers make of a text; kubectl's is one of YAML 1.1. */
function read(text: string): readonly unknown[] {
  const readings = (['1.2', '1.1'] as const).map((version) =>
    parseAllDocuments(text, { version, merge: version === '1.1' }).map((document) => {
      if (document.errors.length > 0)
        throw new Error(`YAML ${version}: ${document.errors[0]?.message ?? ''}\n${text}`);
      return document.toJS() as unknown;
    }),
  );
  expect(readings[1], `read as YAML 1.1:\n${text}`).toEqual(readings[0]);
  return readings[0] ?? [];
}

/** Texts that some reader of YAML takes for something else. */
const TRAPS = [
  '',
  ' ',
  '~',
  'null',
  'Null',
  'NULL',
  'true',
  'True',
  'yes',
  'Yes',
  'no',
  'n',
  'N',
  'y',
  'Y',
  'on',
  'off',
  'OFF',
  '1',
  '-1',
  '+1',
  '1.5',
  '.5',
  '1.',
  '1e3',
  '1E3',
  '1e+3',
  '12e03',
  '0o7',
  '007',
  '0x1f',
  '0b11',
  '1_000',
  '_1',
  '12:30:00',
  '190:20:30',
  '.inf',
  '250m',
  '1Gi',
  '30s',
  '1E',
  '10.0.0.0/8',
  '-.inf',
  '.nan',
  '.NaN',
  'inf',
  'nan',
  'e3',
  '=',
  '<<',
  '!tag',
  '&a',
  '*a',
  '- ',
  '-',
  '--',
  '---',
  '...',
  '? ',
  '?',
  ': ',
  ':',
  'a:',
  'a: b',
  'a:b',
  '# ',
  'a #b',
  'a#b',
  '@x',
  '%x',
  '`x`',
  '"',
  "'",
  "it's",
  '[',
  ']',
  '{',
  '}',
  ',',
  'a, b',
  'a,b',
  '|',
  '>',
  '|-',
  '>+',
  '2001-01-01',
  '2001-01-01T00:00:00Z',
  '2001-12-14 21:59:43.10 -5',
  'a\nb',
  'a\nb\n',
  'a\nb\n\n',
  '\na',
  ' a\nb',
  'a \nb',
  'a\n b',
  'a\n\nb',
  '\n',
  '\n\n',
  'a\tb',
  '\ta',
  'a\n\tb',
  'a\r\nb',
  'a\rb',
  'a\u0085b',
  'a\nb\u0085c',
  'a\u2028b',
  'a\u2029b',
  '\ufeffa',
  'a\n\ufeffb',
  '\u0000',
  '\u001b[0m',
  '\u007f',
  '\u00a0',
  '\ud83d\ude00',
  'a\n\ud83d\ude00',
  'ä',
  'x y',
  'x  y',
  'x ',
  ' x',
  'x:y z',
  'redis:7.4.6',
  'auralink/web@sha256:ab',
  '/api/v1/*',
  '*',
  '*.example.com',
  '10.0.0.0/8',
  'a=b',
  'a = b',
  'a\\b',
  'a"b',
  'x'.repeat(500),
  'a '.repeat(200).trim(),
  '$(REDIS_PASSWORD)',
  '--config',
  '-x',
  'key: value\nother: value\n',
  '- a\n- b',
  '# comment\na',
  'a\n# comment',
  '---\na',
  'a\n---\nb',
  'a\n...\nb',
] as const;

const PROBABLY_ODD = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '#', '-', '"', "'", '0', '.', '\t', '|', ',') }),
);
const { value: anyJson } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    PROBABLY_ODD,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(PROBABLY_ODD, tie('value'), { maxKeys: 4 }),
  ),
}));

describe('the YAML emitter', () => {
  it.each(TRAPS.map((text) => [JSON.stringify(text).slice(0, 40), text]))('keeps the text %s', (_, text) => {
    const data = { a: text, b: [text, [text]], [text === '' ? 'empty' : text]: { [`${text}x`]: text } };
    expect(read(emitDocuments([data]))).toEqual([data]);
  });

  it.each([0, -0, 1, -1, 1.5, 1e21, -1e21, 1e-7, 1.5e300, 5e-324, 2 ** 53, 0.1, 123_456_789.123])(
    'keeps the number %s',
    (number) => {
      const [data] = read(emitDocuments([{ number }])) as [{ number: number }];
      expect(data.number).toBe(number);
    },
  );

  it('keeps any JSON value, for readers of YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(PROBABLY_ODD, anyJson, { maxKeys: 4 }), { minLength: 1, maxLength: 3 }),
        (documents) => {
          expect(read(emitDocuments(documents as JsonObject[]))).toEqual(documents);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps a key named __proto__', () => {
    const data = JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as JsonObject;
    expect(emitDocuments([data])).toBe('__proto__:\n  a: 1\nb: 2\n');
  });

  it('gives the same bytes whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyJson), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(emitDocuments([reversed as JsonObject])).toBe(emitDocuments([object as JsonObject]));
      }),
    );
  });

  it('writes what a person would', () => {
    const manifest = {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: 'web', labels: { app: 'web', 'app.kubernetes.io/version': '1.10' } },
      data: { 'web.yaml': 'a: 1\nb: 2\n', empty: '' },
      list: [{ name: 'x', nested: [[1, 2], []] }, {}, 'yes', '10.0.0.0/8', null],
      nothing: {},
    };
    expect(emitDocuments([manifest, { a: 1 }])).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  labels:
    app: web
    app.kubernetes.io/version: "1.10"
  name: web
data:
  empty: ""
  web.yaml: |
    a: 1
    b: 2
list:
- name: x
  nested:
  - - 1
    - 2
  - []
- {}
- "yes"
- 10.0.0.0/8
- null
nothing: {}
---
a: 1
`);
  });
});
