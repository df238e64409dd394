import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialBounds } from '../../conformance/tracing/binomial.js';

describe('the bounds of a binomial distribution', () => {
  it.each([
    // Of four coins none shows heads once in 16 times.
    [4, 0.5, 0.06, { least: 0, most: 4 }],
    [4, 0.5, 0.07, { least: 1, most: 3 }],
    // None or one: 5 in 16.
    [4, 0.5, 0.32, { least: 2, most: 2 }],
    // Three of three with a tenth each: once in a thousand.
    [3, 0.1, 0.0011, { least: 0, most: 2 }],
    [3, 0.1, 0.0009, { least: 0, most: 3 }],
    [300, 0, 1e-9, { least: 0, most: 0 }],
    [300, 1, 1e-9, { least: 300, most: 300 }],
  ])('of %d trials with %d at a risk of %d', (count, probability, risk, bounds) => {
    expect(binomialBounds(count, probability, risk)).toEqual(bounds);
  });

  it('tell a tenth from a hundredth and from a fifth by 300 trials', () => {
    const tenth = binomialBounds(300, 0.1, 1e-9);
    expect(tenth.least).toBeGreaterThan(3);
    expect(tenth.most).toBeLessThan(75);
  });

  it('are those of the failures, seen from the other end', () => {
    const cases = [
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    ] as const;
    fc.assert(
      fc.property(...cases, (count, probability) => {
        const { least, most } = binomialBounds(count, probability, 1e-6);
        const failures = binomialBounds(count, 1 - probability, 1e-6);
        expect(failures).toEqual({ least: count - most, most: count - least });
      }),
    );
  });
});
