import { z } from 'zod';

/** A key of livekit-server's configuration, as reflection finds it. */
export interface RealKey {
  /** `[]` stands for each item of a list, and `{}` for each value of a map. */
  readonly path: readonly string[];
  /** Go's kind, or `duration`, `list`, or `own` for a type that reads YAML in its own way. */
  readonly type: string;
  /** In `config.DefaultConfig`, where it is not the zero value. */
  readonly default?: unknown;
}

const schema = z.array(
  z.strictObject({ path: z.array(z.string()), type: z.string(), default: z.unknown().optional() }),
);

/** Reads what `keys.go` writes. */
export function realKeys(text: string): readonly RealKey[] {
  return schema.parse(JSON.parse(text));
}
