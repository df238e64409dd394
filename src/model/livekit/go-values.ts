import { z } from 'zod';
import { livekitConfigSchema } from './config.js';
import { goDuration } from './key.js';
import { own } from '../own.js';

/** What Go's YAML takes for a truth value where one is wanted (gopkg.in/yaml.v3 `decode.go`, scalar). */
const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

/**
 * A configuration with the values that livekit-server has of it where it takes another type than is written: `yes` for
 * true, `7` for a text, and nothing for `null`.
 */
export function asGoReads(value: unknown, schema: unknown = livekitConfigSchema): unknown {
  if (schema instanceof z.ZodOptional) return asGoReads(value, schema.unwrap());
  if (value === null) return undefined;
  if (schema === goDuration && value === 0) return '0s';
  if (schema instanceof z.ZodBoolean && typeof value === 'string') return WORDS.get(value) ?? value;
  if (schema instanceof z.ZodString && (typeof value === 'number' || typeof value === 'boolean'))
    return String(value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item: unknown) => asGoReads(item, schema.element));
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const inside = (name: string): unknown => {
    if (schema instanceof z.ZodRecord) return schema.valueType;
    return schema instanceof z.ZodObject ? own(schema.shape, name) : undefined;
  };
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, asGoReads(item, inside(name))]),
  );
}
