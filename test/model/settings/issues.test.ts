import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mistakesIn } from './mistakes.js';

/** What is said of the field `a`, without its place. */
function saidOf(value: string, schema: z.ZodType): readonly string[] {
  return mistakesIn(value === '' ? '' : `a: ${value}`, z.strictObject({ a: schema })).map((line) =>
    line.replace(/^\S+ /, ''),
  );
}

describe('a value of a wrong type', () => {
  it.each([
    ['[]', z.string(), 'a: expected a text, found an empty list'],
    ['{}', z.string(), 'a: expected a text, found an empty mapping'],
    ['b', z.number(), 'a: expected a number, found "b"'],
    ['1.5', z.int(), 'a: expected a whole number, found 1.5'],
    ['b', z.boolean(), 'a: expected true or false, found "b"'],
    ['b', z.array(z.string()), 'a: expected a list, found "b"'],
    ['b', z.tuple([z.string()]), 'a: expected a list, found "b"'],
    ['b', z.strictObject({}), 'a: expected a mapping, found "b"'],
    ['b', z.record(z.string(), z.string()), 'a: expected a mapping, found "b"'],
    ['b', z.null(), 'a: expected null, found "b"'],
    ['b', z.never(), 'a: expected nothing, found "b"'],
    ['null', z.string().optional(), 'a: expected a text, found null'],
    ['.inf', z.number(), 'a: expected a number, found .inf'],
    ['b', z.string().length(2).array(), 'a: expected a list, found "b"'],
    ['b', z.lazy(() => z.int()), 'a: expected a whole number, found "b"'],
    ['b', z.int().default(1), 'a: expected a whole number, found "b"'],
  ])('%s', (value, schema, said) => {
    expect(saidOf(value, schema)).toEqual([said]);
  });

  it.each([
    ['1.10', z.string(), "a: expected a text, found 1.10 (in quotes: '1.10')"],
    ['true', z.string(), "a: expected a text, found true (in quotes: 'true')"],
    ['"3"', z.int(), 'a: expected a whole number, found "3" (without quotes: 3)'],
    ['"-.5"', z.number(), 'a: expected a number, found "-.5" (without quotes: -.5)'],
    ['yes', z.boolean(), 'a: expected true or false, found "yes" (write true, without quotes)'],
    ['"false"', z.boolean(), 'a: expected true or false, found "false" (write false, without quotes)'],
    ['Off', z.boolean(), 'a: expected true or false, found "Off" (write false, without quotes)'],
  ])('%s, that may be meant otherwise', (value, schema, said) => {
    expect(saidOf(value, schema)).toEqual([said]);
  });

  it.each([
    ['2.4', z.string().regex(/^v/), 'a: expected a text, found 2.4'],
    ['"0"', z.int().min(1), 'a: expected a whole number of at least 1, found "0"'],
    ['"1.5"', z.int(), 'a: expected a whole number, found "1.5"'],
    ['60', z.strictObject({}), 'a: expected a mapping, found 60'],
  ])('%s, that would be wrong in quotes or without them as well', (value, schema, said) => {
    expect(saidOf(value, schema)).toEqual([said]);
  });

  it('is shortened if it is long', () => {
    expect(saidOf('x'.repeat(100), z.int())).toEqual([
      `a: expected a whole number, found "${'x'.repeat(60)}…"`,
    ]);
  });
});

describe('a number out of its range', () => {
  it.each([
    ['0', z.int().min(1), 'a whole number of at least 1'],
    ['0.5', z.int().min(1), 'a whole number of at least 1'],
    ['b', z.int().min(1), 'a whole number of at least 1'],
    ['101', z.number().min(0).max(100), 'a number from 0 to 100'],
    ['6', z.number().max(5), 'a number of at most 5'],
    ['0', z.number().gt(0), 'a number greater than 0'],
    ['5', z.number().lt(5), 'a number less than 5'],
    ['0', z.number().gt(0).max(1), 'a number greater than 0 and of at most 1'],
    ['0', z.number().gt(0).lt(1), 'a number greater than 0 and less than 1'],
    ['3', z.int().multipleOf(5), 'a multiple of 5'],
    ['3', z.int().min(10).multipleOf(5), 'a multiple of 5 of at least 10'],
    ['1e300', z.int(), 'a whole number'],
  ])('%s', (value, schema, expected) => {
    const [first] = saidOf(value, schema);
    expect(first).toBe(`a: expected ${expected}, found ${value === 'b' ? '"b"' : value}`);
  });
});

describe('a text or a list of a wrong size or form', () => {
  it.each([
    ['""', z.string().min(1), 'a: expected a text that is not empty, found ""'],
    ['b', z.string().min(2), 'a: expected a text of at least 2 characters, found "b"'],
    ['bcd', z.string().max(1), 'a: expected a text of at most 1 character, found "bcd"'],
    ['b', z.string().length(2), 'a: expected a text of exactly 2 characters, found "b"'],
    ['[]', z.array(z.int()).min(1), 'a: expected a list that is not empty, found an empty list'],
    ['[1]', z.array(z.int()).min(2), 'a: expected a list of at least 2 items, found a list of 1 item'],
    ['[1, 2]', z.array(z.int()).max(1), 'a: expected a list of at most 1 item, found a list of 2 items'],
    ['[]', z.tuple([z.int()]), 'a: expected a list that is not empty, found an empty list'],
    ['b', z.string().regex(/^c/), 'a: expected a text that matches /^c/, found "b"'],
    ['b', z.string().startsWith('c'), 'a: expected a text that starts with "c", found "b"'],
    ['b', z.string().endsWith('c'), 'a: expected a text that ends with "c", found "b"'],
    ['b', z.string().includes('c'), 'a: expected a text that contains "c", found "b"'],
    ['b', z.url(), 'a: expected a URL, found "b"'],
    ['b', z.email(), 'a: expected an e-mail address, found "b"'],
    ['b', z.cidrv4(), 'a: expected an IPv4 CIDR block, such as 10.0.0.0/8, found "b"'],
    ['b', z.ulid(), expect.stringMatching(/^a: expected a text that matches .*, found "b"$/)],
    ['b', z.jwt(), 'a: expected a text in the form jwt, found "b"'],
  ])('%s', (value, schema, said) => {
    expect(saidOf(value, schema)).toEqual([said]);
  });
});

describe('one of several values', () => {
  const mode = z.enum(['hostNetwork', 'hostPort']);

  it.each([
    [
      'hostnetwork',
      mode,
      'a: expected one of hostNetwork, hostPort, found "hostnetwork" (did you mean hostNetwork?)',
    ],
    ['x', mode, 'a: expected one of hostNetwork, hostPort, found "x"'],
    ['1', mode, 'a: expected one of hostNetwork, hostPort, found 1'],
    ['x', z.literal('always'), 'a: expected always, found "x"'],
    ['1', z.literal('1'), 'a: expected "1", found 1'],
    [
      'x',
      z.literal([1, true, 'true', null, 'a b']),
      'a: expected one of 1, true, "true", null, "a b", found "x"',
    ],
  ])('%s', (value, schema, said) => {
    expect(saidOf(value, schema)).toEqual([said]);
  });
});

describe('keys', () => {
  const known = z.strictObject({ alpha: z.int().optional(), beta: z.int().optional() });

  it('unknown ones are reported one by one', () => {
    expect(saidOf('{ alpa: 1, x: 2, beta: 3, betta: 4 }', known)).toEqual([
      'a.alpa: unknown key (did you mean alpha? known: alpha, beta)',
      'a.x: unknown key (known: alpha, beta)',
      // There is a beta already, so this is something else.
      'a.betta: unknown key (known: alpha, beta)',
    ]);
  });

  it('a long list of known ones is cut', () => {
    const many = z.strictObject(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key${i}`, z.int().optional()])),
    );
    expect(saidOf('{ xyz: 1 }', many)).toEqual([
      `a.xyz: unknown key (known: ${Array.from({ length: 12 }, (_, i) => `key${i}`).join(', ')}, …)`,
    ]);
    expect(saidOf('{ key_1: 1 }', many)).toEqual([
      'a.key_1: unknown key (did you mean key1? known: key0, key1, key2, …)'.replace('["key_1"]', '.key_1'),
    ]);
  });

  it('nothing is known of an object without keys', () => {
    expect(saidOf('{ x: 1 }', z.strictObject({}))).toEqual(['a.x: unknown key']);
  });

  it('a misspelt one is not reported as missing too', () => {
    const schema = z.strictObject({ replicas: z.int(), image: z.string() });
    expect(saidOf('{ replcias: 1 }', schema)).toEqual([
      'a.image: missing, expected a text',
      'a.replcias: unknown key (did you mean replicas? known: replicas, image)',
    ]);
  });

  it.each([
    [
      '{ b: 1 }',
      z.record(z.string().regex(/^x/), z.int()),
      'a.b: expected a text that matches /^x/, found "b"',
    ],
    [
      '{ b: 1 }',
      z.record(z.string().max(0, 'expected no name'), z.int()),
      'a.b: expected no name, found "b"',
    ],
    ['{ b: x }', z.record(z.string(), z.int()), 'a.b: expected a whole number, found "x"'],
    [
      '{ ales: 1 }',
      z.partialRecord(z.enum(['alex', 'bob']), z.int()),
      'a.ales: unknown key (did you mean alex? known: alex, bob)',
    ],
    ['{ b: 1 }', z.record(z.enum(['b', 'c']), z.int()), 'a.c: missing, expected a whole number'],
  ])('%s in a map', (value, schema, said) => {
    expect(saidOf(value, schema)).toEqual([said]);
  });
});

describe('messages of the schema', () => {
  it.each([
    ['1', z.string('expected a name'), "a: expected a name, found 1 (in quotes: '1')"],
    ['x', z.string().refine(() => false, 'expected another name'), 'a: expected another name, found "x"'],
    ['x', z.string().refine(() => false, 'this name is taken'), 'a: this name is taken'],
    ['x', z.string().refine(() => false), 'a: expected another value, found "x"'],
    [
      '{ b: 1 }',
      z.strictObject({ b: z.int() }).refine(() => false, { error: 'must be even', path: ['b'] }),
      'a.b: must be even',
    ],
    ['x', z.union([z.int(), z.boolean()], 'expected a flag'), 'a: expected a flag, found "x"'],
    ['x', z.enum(['y'], 'expected y and only y'), 'a: expected y and only y, found "x"'],
  ])('%s', (value, schema, said) => {
    expect(saidOf(value, schema)).toEqual([said]);
  });

  it.each([
    [z.string('expected a name'), 'a: missing, expected a name'],
    [z.string('a name, please'), 'a: missing: a name, please'],
    [z.enum(['b', 'c']), 'a: missing, expected one of b, c'],
    [z.literal('b'), 'a: missing, expected b'],
    [z.union([z.int(), z.strictObject({})]), 'a: missing, expected a whole number or a mapping'],
    [z.discriminatedUnion('t', [z.strictObject({ t: z.literal('x') })]), 'a: missing, expected a mapping'],
  ])('of a field that is missing (%#)', (schema, said) => {
    expect(mistakesIn('{}', z.strictObject({ a: schema }))).toEqual([`1:1-2 ${said}`]);
  });
});
