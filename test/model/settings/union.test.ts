import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mistakesIn } from './mistakes.js';

function saidOf(value: string, schema: z.ZodType): readonly string[] {
  return mistakesIn(`a: ${value}`, z.strictObject({ a: schema }));
}

const replicas = z.union([z.int().min(1), z.strictObject({ min: z.int().min(1), max: z.int().min(1) })]);

describe('a union of types', () => {
  it('reports the problems of the one option of the type of the value', () => {
    expect(saidOf('{ min: 0, max: 3 }', replicas)).toEqual([
      '1:11-12 a.min: expected a whole number of at least 1, found 0',
    ]);
    expect(saidOf('0', replicas)).toEqual(['1:4-5 a: expected a whole number of at least 1, found 0']);
    expect(saidOf('1.5', replicas)).toEqual(['1:4-7 a: expected a whole number of at least 1, found 1.5']);
    expect(saidOf('{ min: 1, maximum: 3 }', replicas)).toEqual([
      '1:1-2 a.max: missing, expected a whole number of at least 1',
      '1:14-21 a.maximum: unknown key (known: min, max)',
    ]);
  });

  it('names all options if the value is of none of their types', () => {
    expect(saidOf('many', replicas)).toEqual([
      '1:4-8 a: expected a whole number of at least 1 or a mapping, found "many"',
    ]);
    expect(saidOf('many', z.union([z.int(), z.union([z.boolean(), z.null()])]))).toEqual([
      '1:4-8 a: expected a whole number or true or false or null, found "many"',
    ]);
  });

  it('names all options of its type for a text', () => {
    const size = z.union([z.enum(['small', 'large']), z.literal('auto'), z.int()]);
    expect(saidOf('smal', size)).toEqual([
      '1:4-8 a: expected one of small, large, or auto, found "smal" (did you mean small?)',
    ]);
  });

  it('says the same thing once', () => {
    expect(saidOf('x', z.union([z.int(), z.int()]))).toEqual(['1:4-5 a: expected a whole number, found "x"']);
  });

  it('keeps its own message', () => {
    const nested = z.union([z.union([z.int(), z.null()], 'expected a count'), z.boolean()]);
    expect(saidOf('x', nested)).toEqual(['1:4-5 a: expected a count or true or false, found "x"']);
  });
});

describe('a union of mappings', () => {
  const media = z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('hostNetwork'), start: z.int(), end: z.int() }),
    z.strictObject({ mode: z.literal('hostPort'), udp: z.int() }),
  ]);

  it('is told by its discriminator', () => {
    expect(saidOf('{ mode: hostPort, udp: x }', media)).toEqual([
      '1:27-28 a.udp: expected a whole number, found "x"',
    ]);
    expect(saidOf('{ mode: hostPort, start: 1, end: 2 }', media)).toEqual([
      '1:1-2 a.udp: missing, expected a whole number',
      '1:22-27 a.start: unknown key (known: mode, udp)',
      '1:32-35 a.end: unknown key (known: mode, udp)',
    ]);
  });

  it('needs its discriminator', () => {
    expect(saidOf('{ mode: hostport }', media)).toEqual([
      '1:12-20 a.mode: expected one of hostNetwork, hostPort, found "hostport" (did you mean hostPort?)',
    ]);
    expect(saidOf('{ udp: 1 }', media)).toEqual([
      '1:1-2 a.mode: missing, expected one of hostNetwork, hostPort',
    ]);
  });

  it('is told by its literals, even if zod does not know', () => {
    const plain = z.union([
      z.strictObject({ kind: z.literal('file'), path: z.string(), mode: z.int() }),
      z.strictObject({ kind: z.literal('env'), variable: z.string() }),
    ]);
    expect(saidOf('{ kind: file, variable: X }', plain)).toEqual([
      '1:1-2 a.path: missing, expected a text',
      '1:1-2 a.mode: missing, expected a whole number',
      '1:18-26 a.variable: unknown key (known: kind, path, mode)',
    ]);
  });

  it('is told by its keys', () => {
    const match = z.union([z.strictObject({ exact: z.string() }), z.strictObject({ prefix: z.string() })]);
    expect(saidOf('{ prefix: 1 }', match)).toEqual([
      "1:14-15 a.prefix: expected a text, found 1 (in quotes: '1')",
    ]);
    expect(saidOf('{ prefx: x }', match)).toEqual([
      '1:6-11 a.prefx: unknown key (did you mean prefix? known: prefix)',
    ]);
  });

  it('prefers the option whose inner part is wrong to one that lacks it', () => {
    const tree = z.union([
      z.strictObject({ leaf: z.int() }),
      z.strictObject({ node: z.strictObject({ left: z.int(), right: z.int() }) }),
    ]);
    expect(saidOf('{ node: { left: x, right: y } }', tree)).toEqual([
      '1:20-21 a.node.left: expected a whole number, found "x"',
      '1:30-31 a.node.right: expected a whole number, found "y"',
    ]);
  });
});

it('more than one option of an exclusive union', () => {
  expect(saidOf('x', z.xor([z.string(), z.string().max(3)]))).toEqual([
    '1:4-5 a: expected one of several forms, found what is more than one of them',
  ]);
});
