import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Schema } from './crd-schema.js';
import { unusedFields } from './crd-use.js';
import { disagreements, typesOf } from './crd-walk.js';

const file = fileURLToPath(new URL('./examples/walked.ts', import.meta.url));
const types = typesOf([file]);

const schema = (type: string, rest: Partial<Schema> = {}): Schema => ({
  type,
  properties: {},
  required: [],
  enum: [],
  items: undefined,
  values: undefined,
  ...rest,
});
const text = schema('string');
const object = (properties: Schema['properties'], required: readonly string[] = []): Schema =>
  schema('object', { properties, required });

const fields = {
  text,
  word: schema('string', { enum: ['A', 'B'] }),
  count: schema('integer'),
  flag: schema('boolean'),
  list: schema('array', { items: object({ inside: text }) }),
  map: schema('object', { values: schema('number') }),
  host: text,
  a: text,
  b: object({ c: schema('integer') }),
};
const compared = (other: Schema): readonly string[] => disagreements(types, file, 'WalkedProps', other);

test('finds nothing where props and CRD agree', () => {
  expect(compared(object(fields, ['count', 'host', 'a']))).toStrictEqual([]);
});

test.each<readonly [string, Schema['properties'], string]>([
  ['a field that is missing in the props', { extra: text }, 'extra: not in the props'],
  ['a deep field that is missing', { b: object({ c: schema('integer'), d: text }) }, 'b.d: not in the props'],
  ['a field that the CRD lacks', { b: object({}) }, 'b.c: not in the CRD'],
  [
    'a field of an item that the CRD lacks',
    { list: schema('array', { items: object({}) }) },
    'list[].inside: not in the CRD',
  ],
  [
    'a word that is missing',
    { word: schema('string', { enum: ['A', 'B', 'C'] }) },
    'word=C: not in the props',
  ],
  ['a word too many', { word: schema('string', { enum: ['A'] }) }, 'word=B: not in the CRD'],
  [
    'any text for an enum',
    { text: schema('string', { enum: ['A'] }) },
    'text: any text, the CRD has an enum',
  ],
  ['another type', { count: text }, 'count: the CRD has a string'],
  ['a text for a list', { text: schema('array', { items: text }) }, 'text[]: the CRD has a list'],
  ['a list for a map', { list: schema('object', { values: text }) }, 'list{}: the CRD has a map'],
  ['another type in a map', { map: schema('object', { values: text }) }, 'map{}: the CRD has a string'],
  ['a text for an object', { text: object({}) }, 'text: the CRD has an object'],
  ['a schema that it cannot walk', { text: schema('null') }, 'text: null is not walked'],
])('finds %s', (_, changed, problem) => {
  expect(compared(object({ ...fields, ...changed }))).toContain(problem);
});

test('finds a required field that the props leave out', () => {
  expect(compared(object(fields, ['text', 'b']))).toStrictEqual([
    'text: optional, the CRD requires it',
    'b: optional, the CRD requires it',
  ]);
});

test('lists fields that no example uses', () => {
  const examples = [
    { text: '', list: [{}], map: { x: 1 } },
    { b: {}, count: 0 },
  ];
  expect(unusedFields(object(fields), examples)).toStrictEqual([
    'word',
    'flag',
    'list[].inside',
    'host',
    'a',
    'b.c',
  ]);
});
