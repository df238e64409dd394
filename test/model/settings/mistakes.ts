import type { z } from 'zod';
import { formatPath } from '../../../src/model/field-path.js';
import { parseSettings } from '../../../src/model/settings/read.js';
import { SettingsError } from '../../../src/model/settings/settings-error.js';

/** The error that reading throws. */
export function errorOf(text: string, schema: z.ZodType): SettingsError {
  try {
    parseSettings(text, 'test.yaml', schema);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

/** Each problem in one line, as `line:column-endColumn path: message (hint)`; none if reading succeeds. */
export function mistakesIn(text: string, schema: z.ZodType): readonly string[] {
  try {
    parseSettings(text, 'test.yaml', schema);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ line, column, endColumn, path, message, hint }) => {
      const field = path.length === 0 ? '' : `${formatPath(path)}: `;
      return `${line}:${column}-${endColumn} ${field}${message}${hint === undefined ? '' : ` (${hint})`}`;
    });
  }
}
