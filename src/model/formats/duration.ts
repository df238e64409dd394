import type { Format } from '../format.js';

const UNIT_NS: Readonly<Record<string, number>> = {
  h: 3.6e12,
  m: 6e10,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ns: 1,
};
const PART = /(\d*)(?:\.(\d*))?(h|ms|m|s|us|µs|μs|ns)/g;
const WHOLE = /^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:h|ms|m|s|us|µs|μs|ns))+$/;
/** Go counts nanoseconds in 64 bits, which is 292 years. */
const MAX_NS = 2 ** 63;

/**
 * Milliseconds of a Go duration (`1h30m`, `1.5s`, `0s`), `undefined` if it is none.
 * The grammar is that of Go's `time.ParseDuration`, without a sign; what is below a nanosecond is cut off, as there.
 */
export function durationMs(text: string): number | undefined {
  if (text === '0') return 0;
  if (!WHOLE.test(text)) return undefined;
  let total = 0;
  // Whole nanoseconds: 1.001 * 1000 is 1000.9999999999999.
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(PART)) {
    const ns = UNIT_NS[unit] ?? Number.NaN;
    total += Number(whole) * ns + Math.trunc(Number(fraction) * (ns / 10 ** fraction.length));
  }
  return total < MAX_NS ? total / 1e6 : undefined;
}

/** Renders whole milliseconds in the shortest form that Istio reads: 90000 is `90s`, 1500 is `1500ms`. */
export function formatDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** At least 1 ms, in whole milliseconds (istio `pkg/config/validation/agent`, ValidateDuration). */
export const duration: Format = {
  expected: 'a duration of at least 1ms in whole milliseconds, such as 1.5s or 250ms',
  accepts(value) {
    const ms = typeof value === 'string' ? durationMs(value) : undefined;
    return ms !== undefined && ms >= 1 && Number.isInteger(ms);
  },
};

/** Like {@link duration}, or `0s`, which switches the limit off. */
export const durationOrZero: Format = {
  expected: `${duration.expected}, or 0s for none`,
  accepts: (value) => duration.accepts(value) || (typeof value === 'string' && durationMs(value) === 0),
};
