import type { FieldPath } from '../field-path.js';

/** One mistake in a file that people write. */
export interface SettingsProblem {
  /** As it was given to the reader. */
  readonly file: string;
  /** From 1; 0 if the file as a whole is meant, because it cannot be read. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors and compilers count. */
  readonly column: number;
  /** The column after the last one that is meant, on the same line; at least `column + 1`. */
  readonly endColumn: number;
  /** The field; empty for the document and for what is wrong before there are fields. */
  readonly path: FieldPath;
  /** A sentence without a final period: what was expected, and what was found. */
  readonly message: string;
  /** How it may be put right. */
  readonly hint?: string;
}
