import { durationMs } from '../../model/formats/duration.js';

/** A share of the whole: `85%`. A consumer that wants 0.85 or 85 is given that, and nobody writes either. */
export type Percent = `${number}%`;

/** A time: `20ms`, `10s`. */
export type AicTime = `${number}ms` | `${number}s`;

/** Kilobits in a second: `500kbps`. */
export type Bitrate = `${number}kbps`;

/** Megabytes: `100MB`. */
export type Megabytes = `${number}MB`;

/** The number before the unit; NaN if there is none. */
export function amountOf(value: Percent | Bitrate | Megabytes): number {
  const digits = /^-?\d+(?:\.\d+)?(?=(?:%|kbps|MB)$)/.exec(value)?.[0];
  return digits === undefined ? Number.NaN : Number(digits);
}

/** `85%` is 0.85, with no more digits than were written. */
export function ratioOf(value: Percent): number {
  return Number((amountOf(value) / 100).toFixed(6));
}

/** Whole milliseconds, or NaN. */
export function millisecondsOf(value: AicTime): number {
  return durationMs(value) ?? Number.NaN;
}
