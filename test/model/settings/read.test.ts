import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseSettings, readSettings } from '../../../src/model/settings/read.js';
import { SettingsError } from '../../../src/model/settings/settings-error.js';
import { errorOf, mistakesIn } from './mistakes.js';

const anything = z.record(z.string(), z.unknown());

function read(text: string): unknown {
  return parseSettings(text, 'test.yaml', anything);
}

describe('YAML 1.2, core schema', () => {
  it('reads yes, no, on, off, y, n and dates as texts', () => {
    expect(read('a: [yes, no, on, off, y, n, Y, 2030-01-31, 12:30:00, 1_000]')).toEqual({
      a: ['yes', 'no', 'on', 'off', 'y', 'n', 'Y', '2030-01-31', '12:30:00', '1_000'],
    });
  });

  it('reads true, null, numbers and empty values', () => {
    expect(read('a: [true, False, null, ~, 012, 0x1f, 0o17, 1e3, -1.5]\nb:\n')).toEqual({
      a: [true, false, null, null, 12, 31, 15, 1000, -1.5],
      b: null,
    });
  });

  it('reads flow and block styles, comments and Windows line ends', () => {
    expect(read('# c\r\na: {b: [1, 2]} # d\r\nc:\r\n  - d: |\r\n      text\r\n')).toEqual({
      a: { b: [1, 2] },
      c: [{ d: 'text\n' }],
    });
  });

  it('follows aliases', () => {
    expect(read('a: &x { b: 1 }\nc: [*x, *x]\nd: &y text\ne: *y')).toEqual({
      a: { b: 1 },
      c: [{ b: 1 }, { b: 1 }],
      d: 'text',
      e: 'text',
    });
  });

  it('takes the nearest anchor before an alias', () => {
    expect(read('a: &x 1\nb: *x\nc: &x 2\nd: *x')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it('reads past a byte order mark, and does not count it as a column', () => {
    expect(read('\ufeffa: 1')).toEqual({ a: 1 });
    expect(mistakesIn('\ufeffa: x', z.strictObject({ a: z.literal('y') }))).toEqual([
      '1:4-5 a: expected y, found "x"',
    ]);
  });
});

describe('places', () => {
  const schema = z.strictObject({
    image: z.string(),
    ports: z.strictObject({ http: z.int() }),
    list: z.array(z.strictObject({ name: z.string() })).optional(),
  });

  it('points at the key of what is unknown', () => {
    expect(mistakesIn('image: a\nports:\n  http: 1\n  htps: 2', schema)).toEqual([
      '4:3-7 ports.htps: unknown key (known: http)',
    ]);
  });

  it('points at the value of what is wrong', () => {
    expect(mistakesIn('image: a\nports:\n  http: "1"', schema)).toEqual([
      '3:9-12 ports.http: expected a whole number, found "1" (without quotes: 1)',
    ]);
  });

  it('points at the key of what something is missing in', () => {
    expect(mistakesIn('image: a\nports: {}', schema)).toEqual([
      '2:1-6 ports.http: missing, expected a whole number',
    ]);
  });

  it('points at the beginning of the document where it lacks something', () => {
    expect(mistakesIn('# hello\n\nimage: a', schema)).toEqual(['3:1-2 ports: missing, expected a mapping']);
  });

  it('points at the beginning of an item that lacks something', () => {
    expect(mistakesIn('image: a\nports: {http: 1}\nlist:\n  - {}\n', schema)).toEqual([
      '4:5-6 list[0].name: missing, expected a text',
    ]);
  });

  it('points at the key of a block that should be something else', () => {
    expect(mistakesIn('image:\n  name: a\nports: {http: 1}', schema)).toEqual([
      '1:1-6 image: expected a text, found a mapping',
    ]);
  });

  it('points behind the colon of what is empty', () => {
    expect(mistakesIn('image:\nports: {http: 1}', schema)).toEqual([
      '1:7-8 image: expected a text, found nothing',
    ]);
  });

  it('stays in the first line of a value of several', () => {
    expect(mistakesIn('image: [a,\n  b]\nports: {http: 1}', schema)).toEqual([
      '1:8-11 image: expected a text, found a list of 2 items',
    ]);
  });

  it('points at what an alias stands for, where it is written', () => {
    const twice = z.record(z.string(), z.strictObject({ a: z.int() }));
    expect(mistakesIn('x: &x { a: b }\ny: *x', twice)).toEqual([
      '1:12-13 x.a: expected a whole number, found "b"',
      '1:12-13 y.a: expected a whole number, found "b"',
    ]);
  });

  it('tells all problems, in the order of the file', () => {
    expect(mistakesIn('colour: red\nports:\n  http: x\n  https: 1\nimage: 1\n', schema)).toEqual([
      '1:1-7 colour: unknown key (known: image, ports, list)',
      '3:9-10 ports.http: expected a whole number, found "x"',
      '4:3-8 ports.https: unknown key (known: http)',
      "5:8-9 image: expected a text, found 1 (in quotes: '1')",
    ]);
  });
});

describe('SettingsError', () => {
  it('is an error that reads well, with its problems as data', () => {
    const error = errorOf('a: b', z.strictObject({ a: z.int() }));
    expect(error.message).toBe(
      ['test.yaml:1:4  a: expected a whole number, found "b"', ' > 1 │ a: b', '     │    ^'].join('\n'),
    );
    expect(error.problems).toEqual([
      {
        file: 'test.yaml',
        line: 1,
        column: 4,
        endColumn: 5,
        path: ['a'],
        message: 'expected a whole number, found "b"',
      },
    ]);
    expect(error.text).toBe('a: b');
    expect(Object.keys(error)).toEqual(['name']);
  });
});

describe('readSettings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function unreadable(file: string): string {
    try {
      readSettings(file, anything);
    } catch (error) {
      if (error instanceof SettingsError) return error.message.replace(folder, '');
      throw error;
    }
    throw new Error('it could be read');
  }

  it('reads a file', () => {
    const file = join(folder, 'dev.yaml');
    writeFileSync(file, 'name: dév\n');
    expect(readSettings(file, z.strictObject({ name: z.string() }))).toEqual({ name: 'dév' });
  });

  it('takes a text in place of the content', () => {
    expect(readSettings('nowhere.yaml', anything, { text: 'a: 1' })).toEqual({ a: 1 });
    expect(() => readSettings('nowhere.yaml', z.strictObject({}), { text: '' })).toThrow('nowhere.yaml:1:1');
  });

  it('says why a file cannot be read', () => {
    const binary = join(folder, 'binary.yaml');
    writeFileSync(binary, Buffer.from([0x61, 0x3a, 0x20, 0xff]));
    expect(unreadable(join(folder, 'prod.yaml'))).toBe('/prod.yaml  cannot be read: there is no such file');
    expect(unreadable(folder)).toBe('  cannot be read: it is a folder');
    expect(unreadable(binary)).toBe('/binary.yaml  cannot be read: it is not UTF-8');
  });

  it('gives what the schema makes of the data', () => {
    const schema = z.strictObject({ n: z.int().default(3), s: z.string().transform((text) => text.length) });
    expect(parseSettings('s: abc', 'test.yaml', schema)).toEqual({ n: 3, s: 3 });
  });
});
