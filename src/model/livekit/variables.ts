import { z } from 'zod';
import { livekitConfigSchema } from './config.js';
import { keysOf } from './walk.js';

let numbers: ReadonlySet<string> | undefined;

/**
 * The variables that livekit-server reads as numbers: one for each key that is one, by its path, `LIVEKIT_RTC_TCP_PORT`
 * (livekit `pkg/config/config.go`, GenerateCLIFlags).
 */
export function livekitNumberVariables(): ReadonlySet<string> {
  numbers ??= new Set(
    [...keysOf(livekitConfigSchema)]
      // What is in a list has none.
      .filter(({ path }) => path.every((name) => name !== '[]' && name !== '{}'))
      .filter(({ schema }) => schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodNumber)
      .map(({ path }) => `LIVEKIT_${path.join('_').toUpperCase()}`),
  );
  return numbers;
}
