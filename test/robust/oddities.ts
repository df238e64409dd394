import fc from 'fast-check';
import { isJsonObject, type Json } from '../../src/model/json.js';

const LONG = 'a'.repeat(5000);

/** Texts that fields take for hosts, paths, expressions, numbers and names, each with something odd. */
export const ODD_TEXTS: readonly string[] = [
  ...['', ' ', '*', '*.', '.', '..', '/', '//', '~', '-', '--', ':', '::', '@', '%', '[', '(', '{', '{**}'],
  ...[
    '{*}/{**}',
    '*.*',
    '*.*.com',
    'a.',
    '.a',
    'a..b',
    '*/*',
    './*',
    '~/*',
    '/*',
    'a/',
    '1.2.3.4/33',
    '::1/129',
  ],
  ...['(a+)+$', '(a|a)*b', '((a{1,100}){1,100}){1,100}', '[', '(?i', '\\', '$1', '%(', '%REQ(', '\\p{L}'],
  ...[
    '\u0000',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\udfff',
    '😀',
    'ǅ',
    'İ',
    'ß',
    'é',
    '１２',
    '\u2028',
    'a\nb',
    '\t',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', 'prototype'],
  ...[
    '0',
    '-1',
    '1e999',
    '0x10',
    '99999999999999999999',
    '1.5',
    '1s',
    '1h1ms',
    '-5s',
    '9999999h',
    'NaN',
    'null',
  ],
  ...[
    'cluster.local/ns/a/sa/b',
    'spiffe://',
    '*/ns/*/sa/*',
    'localhost:70000',
    'http://',
    'http://a:b@c:1',
    '$(A)',
  ],
  ...[
    '{"a":',
    '---',
    '- a',
    'a: &a [*a]',
    'rtc: {tcp_port: 1}',
    '<<',
    '!!binary x',
    'PRIVATE KEY',
    '=',
    '==',
  ],
  LONG,
  'a.'.repeat(2000),
  '/a'.repeat(2000),
  `${'('.repeat(500)}${')'.repeat(500)}`,
  `${LONG}!`,
  'http://'.repeat(500),
  `${'a: '.repeat(800)}\n`,
];

/** What may be where something else belongs. */
const oddities: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.constantFrom<Json[]>(
    ...[null, true, false, 0, -1, 1, 0.5, 80, 65_536, 1e21, -1e21, Number.MAX_SAFE_INTEGER, 2 ** 31],
    ...[[], [null], [[]], [{}], {}, { '': null }, { a: { a: { a: [] } } }, { exact: 1 }, { regex: '(' }],
    { matchLabels: null },
    JSON.parse('{"__proto__": {"a": 1}, "constructor": null, "toString": "x"}') as Json,
    nested(60, (inner) => ({ a: inner })),
    nested(60, (inner) => [inner]),
    Array.from({ length: 300 }, (_, i) => i),
    Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, `${i}`])),
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json),
);

function nested(depth: number, around: (inner: Json) => Json): Json {
  return Array.from({ length: depth }).reduce<Json>((inner) => around(inner), 'a');
}

/** What is done at one place. */
export type Edit =
  { readonly kind: 'replace'; readonly odd: Json } | { readonly kind: 'drop' | 'wrap' | 'repeat' };

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: oddities.map((odd): Edit => ({ kind: 'replace', odd })) },
  { weight: 2, arbitrary: fc.constantFrom<Edit[]>({ kind: 'drop' }, { kind: 'wrap' }, { kind: 'repeat' }) },
);

/** A value with one place of it edited; the steps choose it by numbers. */
export function edited(value: Json, steps: readonly number[], edit: Edit): Json | undefined {
  const [step = 0, ...rest] = steps;
  if (Array.isArray(value) && value.length > 0 && steps.length > 0) {
    const items = value as readonly Json[];
    return items.flatMap((item, i) => {
      if (i !== step % items.length) return [item];
      return edited(item, rest, edit) ?? [];
    });
  }
  if (isJsonObject(value) && Object.keys(value).length > 0 && steps.length > 0) {
    const keys = Object.keys(value);
    const chosen = keys[step % keys.length];
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]): readonly [string, Json][] => {
        const changed = key === chosen ? edited(item, rest, edit) : item;
        return changed === undefined ? [] : [[key, changed]];
      }),
    );
  }
  return applied(value, edit);
}

function applied(value: Json, edit: Edit): Json | undefined {
  switch (edit.kind) {
    case 'replace':
      return edit.odd;
    case 'drop':
      return undefined;
    case 'wrap':
      return { a: [value] };
    case 'repeat':
      return Array.from({ length: 50 }, () => value);
  }
}
