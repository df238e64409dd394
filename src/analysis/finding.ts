import type { Location } from '../mesh/load/placed.js';
import type { FieldPath } from '../model/field-path.js';
import type { Json } from '../model/json.js';
import type { ResourceRef } from '../model/manifest.js';
import type { Severity } from './rule.js';

/** Something that a rule found in a set. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The object; nothing where a file is meant that has none. */
  readonly resource?: ResourceRef | undefined;
  readonly path: FieldPath;
  /** Whether what is at the path is to stay secret.
   *  @default false */
  readonly isSecret?: boolean;
  /** On how many lines what is to stay secret goes on below the one of the location.
   *  @default 0 */
  readonly secretLines?: number;
  /** What is meant at the path, if it is no list and no mapping, and no secret. */
  readonly value?: Json | undefined;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** What may have been meant, to stand beside the place. */
  readonly hint?: string | undefined;
  readonly equivalent: readonly string[];
  readonly location?: Location | undefined;
  /** Where the object was made, if it was made by a program. */
  readonly source?: SourcePlace | undefined;
  readonly related: readonly RelatedFinding[];
}

/** A line of a program. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** Another place that has to do with a finding. */
export interface RelatedFinding {
  readonly resource: ResourceRef;
  readonly path: FieldPath;
  readonly message: string;
  readonly location?: Location | undefined;
}
