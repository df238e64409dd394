import type { FieldPath } from '../field-path.js';
import { expectedFound } from '../structure/scalars.js';
import type { Part } from './part.js';

/**
 * What the webhook says of a field. The first three refuse the object; with the others it is taken, and `kubectl` shows
 * a warning.
 */
export type ComplaintCode =
  'value' | 'required' | 'combination' | 'warning' | 'deny-tcp' | 'private-key' | 'deprecated';

/** Those with which the object is refused. */
export const REFUSALS: ReadonlySet<ComplaintCode> = new Set(['value', 'required', 'combination']);

/** Something that istiod's validation webhook refuses, or warns of. */
export interface Complaint {
  readonly code: ComplaintCode;
  readonly path: FieldPath;
  /** Whether the name of the field is meant and not its value. */
  readonly isKey?: boolean;
  /** A sentence without a final period, about the field. */
  readonly message: string;
}

/** A value that the webhook does not take. */
export function badValue(part: Part, expected: string): Complaint {
  return { code: 'value', path: part.path, message: expectedFound(expected, part.value ?? null) };
}

/** A field that has to be there. */
export function missing(part: Part, message = `${String(part.path.at(-1))} is missing`): Complaint {
  return { code: 'required', path: part.path, message };
}

/** Fields of which one is wrong because of the others. */
export function together(part: Part, message: string): Complaint {
  return { code: 'combination', path: part.path, message };
}

/** Something that is taken with a warning. */
export function warned(part: Part, message: string, code: ComplaintCode = 'warning'): Complaint {
  return { code, path: part.path, message };
}
