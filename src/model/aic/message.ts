import { z } from 'zod';
import { count, ratio, reduction } from './keys.js';

/** Built when the first file is judged: most runs have none. */
function build() {
  return z.strictObject({
    enabled: z.boolean(),
    default_mode: z.enum(['OFF', 'CONSERVATIVE', 'ADAPTIVE', 'AGGRESSIVE']),
    target_compression_ratio: reduction(),
    max_inference_latency_ms: count(),
    min_quality_threshold: ratio(),
    enable_fallback: z.boolean(),
    enable_predictive_compression: z.boolean(),
    enable_gpu: z.boolean(),
    preferred_model: z.string().optional(),
  });
}

let built: ReturnType<typeof build> | undefined;

/** The message `AICConfig` of `auralink.aic.v1` as JSON, with the fields' original names: `aic-config.json`. */
export function aicMessageSchema() {
  return (built ??= build());
}

/** The message `AICConfig`. */
export type AicMessage = z.infer<ReturnType<typeof build>>;

/**
 * A message as parsers of the JSON of Protocol Buffers read it: names may be in camel case, numbers may be texts, and null
 * is as if it was left out (https://protobuf.dev/programming-guides/json/).
 * @returns the names as they are written, beside the value
 */
export function asProtobufReads(value: unknown): {
  readonly value: unknown;
  readonly written: ReadonlyMap<string, string>;
} {
  const written = new Map<string, string>();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { value, written };
  const { shape } = aicMessageSchema();
  const entries = Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    const original = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const key = Object.hasOwn(shape, original) ? original : name;
    written.set(key, name);
    return item === null ? [] : [[key, NUMBERS.has(key) ? numberOf(item) : item] as const];
  });
  return { value: Object.fromEntries(entries), written };
}

const NUMBERS: ReadonlySet<string> = new Set([
  'target_compression_ratio',
  'max_inference_latency_ms',
  'min_quality_threshold',
]);

function numberOf(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}
