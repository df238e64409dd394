import { expect, expectTypeOf, it } from 'vitest';
import type { AtLeastOneOf, AtMostOneOf, NoneOf, OneOf } from '../../src/model/one-of.js';

interface Members {
  exact: string;
  prefix: string;
  code: number;
}

it('OneOf takes exactly one member', () => {
  expectTypeOf<{ exact: 'a' }>().toExtend<OneOf<Members>>();
  expectTypeOf<{ code: 1 }>().toExtend<OneOf<Members>>();
  expectTypeOf<{ exact: 'a'; prefix: 'b' }>().not.toExtend<OneOf<Members>>();
  expectTypeOf<{ exact: 1 }>().not.toExtend<OneOf<Members>>();
  expectTypeOf<{ exact: undefined }>().not.toExtend<OneOf<Members>>();
  expectTypeOf<object>().not.toExtend<OneOf<Members>>();

  // @ts-expect-error two members
  const both: OneOf<Members> = { exact: 'a', prefix: 'b' };
  // @ts-expect-error no member at all
  const none: OneOf<Members> = {};
  // @ts-expect-error an unknown member
  const unknown: OneOf<Members> = { suffix: 'a' };
  expect([both, none, unknown]).toHaveLength(3);
});

it('AtMostOneOf takes none as well', () => {
  expectTypeOf<{ prefix: 'a' }>().toExtend<AtMostOneOf<Members>>();
  const none: AtMostOneOf<Members> = {};
  // @ts-expect-error two members
  const both: AtMostOneOf<Members> = { exact: 'a', code: 1 };
  expect([both, none]).toHaveLength(2);
});

it('AtLeastOneOf takes any but none, NoneOf none of them', () => {
  expectTypeOf<{ exact: 'a'; code: 1 }>().toExtend<AtLeastOneOf<Members>>();
  expectTypeOf<{ prefix: 'a' }>().toExtend<AtLeastOneOf<Members>>();
  expectTypeOf<object>().not.toExtend<AtLeastOneOf<Members>>();
  expectTypeOf<{ prefix: 1 }>().not.toExtend<AtLeastOneOf<Members>>();
  expectTypeOf<{ other: 1 }>().toExtend<NoneOf<Members> & { other: number }>();
  expectTypeOf<{ exact: 'a' }>().not.toExtend<NoneOf<Members>>();
});

it('both tell their members apart', () => {
  const nameOf = (match: OneOf<Members>): string => {
    if (match.exact !== undefined) {
      expectTypeOf(match.prefix).toEqualTypeOf<undefined>();
      return match.exact;
    }
    return match.prefix ?? String(match.code);
  };
  expectTypeOf(nameOf).returns.toBeString();
});
