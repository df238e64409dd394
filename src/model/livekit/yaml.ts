import { stringify } from 'yaml';
import { z } from 'zod';
import { livekitConfigSchema } from './config.js';
import { numbered } from './key.js';
import { own } from '../own.js';

/**
 * A configuration as the file that livekit-server reads. Layers are numbers there: its parser does not take `"0"` for one.
 */
export function livekitYaml(config: Readonly<Record<string, unknown>>): string {
  return stringify(withNumbers(config, livekitConfigSchema));
}

function withNumbers(value: unknown, schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return withNumbers(value, schema.unwrap());
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (schema instanceof z.ZodRecord && numbered.has(schema))
    return new Map(Object.entries(value).map(([layer, item]) => [Number(layer), item]));
  if (!(schema instanceof z.ZodObject)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withNumbers(item, own(schema.shape, name))]),
  );
}
