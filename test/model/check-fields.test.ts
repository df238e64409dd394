import { describe, expect, it } from 'vitest';
import { checkFields, type FieldFormats } from '../../src/model/check-fields.js';
import { formatPath } from '../../src/model/field-path.js';
import type { Format } from '../../src/model/format.js';

const ok: Format = { expected: 'ok', accepts: (value) => value === 'ok' };

function refused(value: unknown, ...keys: readonly string[]): readonly string[] {
  const formats: FieldFormats = Object.fromEntries(keys.map((key) => [key, ok]));
  return Array.from(
    checkFields(value, formats),
    (problem) => `${formatPath(problem.path)} = ${JSON.stringify(problem.value)}`,
  );
}

describe('checkFields', () => {
  it('finds a field by its path', () => {
    expect(refused({ a: 'ok', b: { c: 'no' } }, 'a', 'b.c')).toEqual(['b.c = "no"']);
  });

  it('finds fields of each item of a list', () => {
    expect(refused({ a: [{ b: 'ok' }, {}, { b: 'no' }], c: ['ok', 'no'] }, 'a[].b', 'c[]')).toEqual([
      'a[2].b = "no"',
      'c[1] = "no"',
    ]);
    expect(refused({ a: [['ok'], ['ok', 'no']] }, 'a[][]')).toEqual(['a[1][1] = "no"']);
    expect(refused(['no'], '[]')).toEqual(['[0] = "no"']);
  });

  it('finds the values and the keys of a map', () => {
    const value = { a: { ok: 'no', no: 'ok' } };
    expect(refused(value, 'a{}')).toEqual(['a.ok = "no"']);
    expect(refused(value, 'a{key}')).toEqual(['a.no = "no"']);
    expect(refused([{ a: { x: { b: 'no' } } }], '[].a{}.b')).toEqual(['[0].a.x.b = "no"']);
  });

  it('passes what is absent, and checks what is empty', () => {
    expect(refused(undefined, 'a', '[]', '{}')).toEqual([]);
    expect(refused({ a: undefined }, 'a', 'b', 'c.d', 'e[].f')).toEqual([]);
    expect(refused({ a: null, b: '', c: 0, d: false }, 'a', 'b', 'c', 'd')).toEqual([
      'a = null',
      'b = ""',
      'c = 0',
      'd = false',
    ]);
  });

  it('passes by what is of another shape, which is not its business', () => {
    expect(
      refused({ a: 'text', b: { c: 'no' }, d: ['no'] }, 'a.b', 'a[]', 'b[]', 'd{}', 'd{key}', 'd.length'),
    ).toEqual([]);
    expect(refused({ a: null }, 'a.b', 'a[]', 'a{}')).toEqual([]);
  });

  it('tells all problems, in the order of the formats', () => {
    expect(refused({ a: 'no', b: 'no' }, 'b', 'a')).toEqual(['b = "no"', 'a = "no"']);
  });

  it('says what is expected', () => {
    expect([...checkFields({ a: 1 }, { a: ok })]).toEqual([{ path: ['a'], value: 1, expected: 'ok' }]);
  });
});
