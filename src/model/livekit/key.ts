import { z } from 'zod';
import { durationMs } from '../formats/duration.js';
import type { Format } from '../format.js';
import { formatted } from '../settings/formatted.js';
import type { KnownVersion } from './version.js';

/** What is known of a key beside the form of its value. */
export interface KeyFacts {
  /** What livekit-server takes where the key is left out; its own zero value if this is not said. */
  readonly default?: unknown;
  /** What a number counts. */
  readonly unit?: string;
  /** The first known version that has the key; the oldest one if this is not said. */
  readonly since?: KnownVersion;
  /** The last known version that has the key.
   *  @default - the newest one still has it */
  readonly until?: KnownVersion;
  /** Of a deprecated key: what to write instead. */
  readonly instead?: string;
}

/** The facts of each key, by its schema. */
export const keyFacts = z.registry<KeyFacts>();

interface Bounds extends KeyFacts {
  readonly min?: number;
  readonly max?: number;
}

/** Go's int on every platform that LiveKit runs on has 64 bits; no number here needs more than 32. */
const INT_MAX = 2_147_483_647;

/** A key that may be left out. */
export function key<T extends z.ZodType>(schema: T, facts: KeyFacts = {}): z.ZodOptional<T> {
  const optional = schema.optional();
  keyFacts.add(optional, facts);
  return optional;
}

/** A mapping with these keys and no others, as LiveKit's strict parser has it. */
export function section<T extends z.ZodRawShape>(shape: T, facts: KeyFacts = {}) {
  return key(z.strictObject(shape), facts);
}

export function flag(value: boolean, facts: KeyFacts = {}) {
  return key(z.boolean(), { default: value, ...facts });
}

/** A whole number, from 0 if nothing else is said. */
export function whole(value: number, { min = 0, max = INT_MAX, ...facts }: Bounds = {}) {
  return key(z.int().min(min).max(max), { default: value, ...facts });
}

/** A port, or 0 for none. */
export function port(value: number, facts: KeyFacts = {}) {
  return whole(value, { max: 65_535, ...facts });
}

/** A number with a fraction. */
export function real(value: number, { min, max, ...facts }: Bounds = {}) {
  const lower = min === undefined ? z.number() : z.number().min(min);
  return key(max === undefined ? lower : lower.max(max), { default: value, ...facts });
}

/** A share of the whole, from 0 to 1. */
export function ratio(value: number, facts: KeyFacts = {}) {
  return real(value, { min: 0, max: 1, ...facts });
}

export function text(value = '', facts: KeyFacts = {}) {
  return key(z.string(), { ...(value === '' ? {} : { default: value }), ...facts });
}

/** A text of a certain form. */
export function textOf(format: Format, facts: KeyFacts = {}) {
  return key(formatted(format), facts);
}

export function choice<const T extends readonly [string, ...string[]]>(values: T, facts: KeyFacts = {}) {
  return key(z.enum(values), facts);
}

/** LiveKit takes a number without a unit for nanoseconds, which nobody means. */
const GO_DURATION: Format = {
  expected: 'a duration with its unit, such as 1.5s or 250ms',
  accepts: (value) => typeof value === 'string' && durationMs(value) !== undefined && value !== '0',
};

/** A duration in Go's writing: `1m30s`, `250ms`, `0s`. */
export const goDuration = formatted(GO_DURATION);

export function time(value: string, facts: KeyFacts = {}) {
  return key(goDuration, { default: value, ...facts });
}

export function list<T extends z.ZodType>(item: T, facts: KeyFacts = {}) {
  return key(z.array(item), facts);
}

/** The maps whose keys are numbers in YAML. */
export const numbered = new WeakSet<z.ZodType>();

/** Values by the layer of a track's quality, from 0. */
export function perLayer<T extends z.ZodType>(value: T, facts: KeyFacts = {}) {
  const layers = z.record(z.string().regex(/^\d+$/, 'expected the number of a layer, from 0'), value);
  numbered.add(layers);
  return key(layers, facts);
}
