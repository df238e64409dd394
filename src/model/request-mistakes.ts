import type { FieldPath } from './field-path.js';
import { requestSchema } from './request.js';
import { parseSettings } from './settings/read.js';
import { SettingsError } from './settings/settings-error.js';

/** Something that keeps a value from being a request. */
export interface RequestMistake {
  readonly path: FieldPath;
  /** What was found and what is allowed. */
  readonly message: string;
}

/** What keeps a value of a program from being a request, in the words that are used of files; nothing for a request. */
export function requestMistakes(value: unknown): readonly RequestMistake[] {
  if (requestSchema.safeParse(value).success) return [];
  try {
    // JSON is YAML, and what reads YAML knows what was written and what was probably meant.
    parseSettings(JSON.stringify(value ?? null), 'request', requestSchema);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ path, message, hint }) => ({
      path,
      message: hint === undefined ? message : `${message}; ${hint}`,
    }));
  }
}
