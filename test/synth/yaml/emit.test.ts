import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, parseDocument } from 'yaml';
import type { Json, JsonObject } from '../../../src/model/json.js';
import { toDocuments, toYaml } from '../../../src/synth/yaml/emit.js';
import { AWKWARD_STRINGS } from './awkward.js';
import { AWKWARD_VALUES } from './awkward-values.js';

const VERSIONS = ['1.1', '1.2'] as const;

function read(text: string, version: '1.1' | '1.2'): unknown {
  const document = parseDocument(text, { version, merge: version === '1.1', uniqueKeys: true });
  expect(document.errors).toEqual([]);
  expect(document.warnings).toEqual([]);
  return document.toJS();
}

function expectToReadBack(value: Json): void {
  const text = toYaml(value);
  for (const version of VERSIONS) expect(read(text, version), `${text} as YAML ${version}`).toEqual(value);
}

const word = fc.constantFrom(...AWKWARD_STRINGS);
const glued = fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 5 });
const text = fc.oneof(
  word,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(...Array.from(' \t\n\r-?:#[]{},&*!|>\'"%@`=~_.+0123456789eExXoOTZynYN\\')),
  }),
  glued.map((parts) => parts.join('')),
  glued.map((parts) => parts.join('\n')),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.constantFrom(true, false, null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(text, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('toYaml', () => {
  it.each(AWKWARD_STRINGS)('reads back %j as a value, a key and an item', (string) => {
    expectToReadBack(string);
    expectToReadBack({ [string]: string, other: [string, [string], { [string]: string }] });
  });

  it.each(AWKWARD_VALUES)('reads back %j', (value) => {
    expectToReadBack(value);
    expectToReadBack({ a: value, b: [value, { c: value }, [value]] });
  });

  it('reads back a key called __proto__', () => {
    expectToReadBack(JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as Json);
  });

  it('reads back any JSON value', () => {
    fc.assert(fc.property(json, expectToReadBack), { numRuns: 3000 });
  });

  it('does not depend on the order of keys', () => {
    const shuffled = fc
      .dictionary(text, json, { noNullPrototype: true })
      .chain((object) =>
        fc
          .shuffledSubarray(Object.entries(object), { minLength: Object.keys(object).length })
          .map((entries): [JsonObject, JsonObject] => [object, Object.fromEntries(entries)]),
      );
    fc.assert(fc.property(shuffled, ([one, other]) => toYaml(one) === toYaml(other)));
  });

  it('sorts keys by code unit, numbers among them', () => {
    expect(toYaml({ b: 1, a: 2, Z: 3, 10: 4, 9: 5, ä: 6 })).toBe('"10": 4\n"9": 5\nZ: 3\na: 2\nb: 1\nä: 6\n');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (value) => {
    expect(() => toYaml({ a: value })).toThrow(RangeError);
  });
});

describe('toDocuments', () => {
  const objects: readonly JsonObject[] = [
    { spec: { z: 1, a: [] }, kind: 'One', metadata: { name: 'one' }, apiVersion: 'v1', data: {} },
    {
      kind: 'Two',
      apiVersion: 'v1',
      metadata: { name: 'two' },
      data: { text: 'ends with an empty line\n\n' },
    },
    { kind: 'Three', apiVersion: 'v1', metadata: { name: 'three' } },
  ];

  it('puts apiVersion, kind and metadata first', () => {
    expect(toDocuments(objects.slice(0, 1))).toBe(
      'apiVersion: v1\nkind: One\nmetadata:\n  name: one\ndata: {}\nspec:\n  a: []\n  z: 1\n',
    );
  });

  it.each(VERSIONS)('separates documents so that YAML %s reads all of them', (version) => {
    const documents = parseAllDocuments(toDocuments(objects), { version });
    expect([...documents].map((document) => document.toJS() as unknown)).toEqual(objects);
  });

  it('is readable', async () => {
    const manifest: JsonObject = {
      apiVersion: 'v1',
      kind: 'Everything',
      metadata: {
        name: 'sample',
        labels: { 'app.kubernetes.io/version': '1.10', canary: 'false', digits: '007' },
      },
      args: [
        '--flag=true',
        '-c',
        '--',
        'echo "$HOME" # not a comment',
        'a: b',
        '*',
        '/api/v1/*',
        '$(POD_IP)',
      ],
      data: {
        'nginx.conf': 'server {\n\tlisten 80;\n\n  # two spaces\n}\n',
        'no-end': 'one\ntwo',
        'many-ends': 'one\n\n\n',
        indented: '  starts with spaces\nso it is quoted\n',
        'crlf.txt': 'one\r\ntwo\r\n',
      },
      matrix: [[1, [2, 3]], [{ a: [{ b: null }] }], [], {}],
      resources: {
        cpu: '100m',
        memory: '64Mi',
        time: '30s',
        date: '2001-12-14',
        ip: '10.0.0.1',
        cidr: '10.0.0.0/8',
      },
      numbers: [0, -1, 1.5, 1e21, 1e-7],
      text: ['日本語', 'naïve', '👩 emoji', 'no\u00a0break', 'bidi \u202e hidden', "it's", 'say "hi"'],
    };
    await expect(toDocuments([manifest])).toMatchFileSnapshot('../../../__snapshots__/synth/emitted.yaml');
  });
});
