import type { FieldPath } from './field-path.js';
import type { ResourceRef } from './manifest.js';

/** Where a field of an object is written. */
export interface WrittenAt {
  readonly file: string;
  readonly line: number;
  /** The line of the program that made the object, where that is known. */
  readonly source?: { readonly file: string; readonly line: number };
}

/** Where a field is written, or the nearest thing around it; `undefined` for an object of which that is not known. */
export type Locate = (ref: ResourceRef, path: FieldPath) => WrittenAt | undefined;
