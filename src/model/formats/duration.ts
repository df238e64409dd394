import type { Format } from '../format.js';

const UNIT_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000_001,
};
const PART = /(\d+(?:\.\d*)?|\.\d+)(h|ms|m|s|us|µs|ns)/g;
const WHOLE = /^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:h|ms|m|s|us|µs|ns))+$/;

/**
 * Milliseconds of a Go duration (`1h30m`, `1.5s`, `0s`), `undefined` if it is none.
 * The grammar is that of Go's `time.ParseDuration`, without a sign.
 */
export function durationMs(text: string): number | undefined {
  if (text === '0') return 0;
  if (!WHOLE.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(PART))
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  return total;
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
