import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, durationMs, durationOrZero, formatDuration } from '../../../src/model/formats/duration.js';
import { describeFormat } from './examples.js';

describe('durationMs', () => {
  // As time.ParseDuration of Go reads them.
  it.each([
    ['0', 0],
    ['0s', 0],
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['.5s', 500],
    ['1.s', 1000],
    ['250ms', 250],
    ['1m1ms', 60_001],
    ['1us', 0.001],
    ['1µs', 0.001],
    ['1μs', 0.001],
    ['1ns', 0.000_001],
    ['1.5ns', 0.000_001],
    ['0.1s0.2s', 300],
    ['1.001s', 1001],
    ['2562047h', 9_223_369_200_000],
  ])('%s is %d ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '1', '1 s', 's', '.s', '-1s', '+1s', '1d', '1S', '1e3s', '1h 30m', '1s2', '2562048h', '1,5s'])(
    '%j is none',
    (text) => {
      expect(durationMs(text)).toBeUndefined();
    },
  );

  it('is exact for any number of milliseconds, written as seconds', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (ms) => {
        expect(durationMs(`${ms / 1000}s`)).toBe(ms);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    expect(durationMs(`${'1m'.repeat(50_000)}x`)).toBeUndefined();
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [1, '1ms'],
    [1000, '1s'],
    [1500, '1500ms'],
    [90_000, '90s'],
    [3_600_000, '3600s'],
  ])('%i ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is read back as the same time', () => {
    fc.assert(
      fc.property(fc.nat(), (ms) => {
        expect(durationMs(formatDuration(ms))).toBe(ms);
      }),
    );
  });
});

const bad = ['', '0', '0s', '0.5ms', '999us', '1.0005s', '-1s', '1d', 'soon', 1, 1000];
describeFormat('duration', duration, { good: ['1ms', '1s', '1.001s', '1000us', '1h', '0.001s'], bad });
describeFormat('durationOrZero', durationOrZero, {
  good: ['0s', '0', '0ms', '1ms', '1h'],
  bad: bad.filter((value) => value !== '0' && value !== '0s').concat(0),
});
