import type { FieldPath } from '../field-path.js';

/** What is wrong with a field; each is a rule. */
export type ViolationCode =
  | 'api-version-served'
  | 'field-known'
  | 'field-type'
  | 'field-required'
  | 'field-value'
  | 'field-combination';

/** Something that the API server refuses. */
export interface StructureViolation {
  readonly code: ViolationCode;
  /** The field; of a missing one where it would be. */
  readonly path: FieldPath;
  /** Whether the name of the field is meant and not its value. */
  readonly isKey?: boolean;
  /** A sentence without a final period, about the field. */
  readonly message: string;
  /** How it may be put right. */
  readonly hint?: string | undefined;
}
