import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { kubeSchema } from '../../../src/mesh/load/kube-schema.js';
import { keyOf } from '../../../src/mesh/load/plain-scalar.js';

// What `kubectl annotate --local -f FILE a=b -o json` of 1.37.2 prints for a field with this value.
const KUBECTL: readonly (readonly [string, unknown])[] = [
  ['yes', true],
  ['On', true],
  ['y', true],
  ['tRue', 'tRue'],
  ['0777', 511],
  ['0o17', 15],
  ['089', 89],
  ['0b11', 3],
  ['-0b11', -3],
  ['0x1F', 31],
  ['0x_1', 1],
  ['_1', '_1'],
  ['1_000', 1000],
  ['1__0', 10],
  ['1e3', 1000],
  ['1e+3', 1000],
  ['0e3', 0],
  ['1.0', 1],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['+.5', 0.5],
  ['5.', 5],
  ['07.5', 7.5],
  ['1_0.5', 10.5],
  ['190:20:30', '190:20:30'],
  ['2001-12-14', '2001-12-14'],
  ['2001-12-14T21:59:43.10-05:00', '2001-12-14T21:59:43.10-05:00'],
  ['~', null],
  ['', null],
  ['NULL', null],
  ['nuLL', 'nuLL'],
  ['+12', 12],
  ['-0', 0],
  ['-0.0', 0],
  ['12345678901234567890', 12345678901234567000],
  ['123456789012345678901234567890', 1.2345678901234568e29],
  ['.01_', '.01_'],
  ['1e388', '1e388'],
  ['0xFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF'],
  ['=', '='],
  ['!!str 12', '12'],
  ['!!int "12"', 12],
  ['!!binary aGVsbG8=', 'hello'],
  ['!Ref b', 'b'],
  ['!foo {d: e}', { d: 'e' }],
  ['"12"', '12'],
];

test.each(KUBECTL)('%s is read as kubectl reads it', (written, read) => {
  expect(load(`a: ${written}\n`, { schema: kubeSchema() })).toEqual({ a: read });
});

test.each([
  ['8080', '8080'],
  ['yes', 'true'],
  ['0x10', '16'],
  ['1.5', '1.5'],
  ['1e3', '1000'],
  ['2001-12-14', '2001-12-14'],
  ['007', '7'],
])('the key %s is %s, as for kubectl', (written, read) => {
  expect(load(`{${written}: a}`, { schema: kubeSchema() })).toEqual({ [read]: 'a' });
  expect(keyOf(written)).toBe(read);
});

test('kubectl refuses null as a key', () => {
  expect(keyOf('~')).toBeUndefined();
});

test('<< takes over the fields of another mapping', () => {
  expect(load('x: &a {b: c}\nz: {<<: *a, d: e}\n', { schema: kubeSchema() })).toEqual({
    x: { b: 'c' },
    z: { b: 'c', d: 'e' },
  });
});
