import { z } from 'zod';
import type { JsonObject } from '../json.js';

/**
 * The JSON Schema (draft 7, which editors know best) of what {@link readSettings} takes, for completion and checks
 * while typing: name it in the first line, `# yaml-language-server: $schema=./environment.schema.json`.
 * It says less than the schema itself: what `refine` checks has no place in it.
 * @throws if the schema has a part that JSON Schema has no word for, such as `z.custom()`
 */
export function settingsSchema(schema: z.ZodType): JsonObject {
  const json = z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    override({ jsonSchema }) {
      // Zod's range of safe integers is noise where people read.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return JSON.parse(JSON.stringify(json)) as JsonObject;
}
