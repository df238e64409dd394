import type { FieldFormats } from '../../check-fields.js';
import type { JsonObject } from '../../json.js';
import type { StructureViolation } from '../violation.js';

/**
 * What the API server's own code wants of an object of a definition, beyond its schema. The source is
 * `pkg/apis/<group>/validation/validation.go` of Kubernetes; what is not said here was asked of a real server.
 */
export interface BuiltInEntry {
  readonly formats?: FieldFormats;
  /** Fields that have to be there, and lists that may not be empty. */
  readonly needs?: readonly string[];
  /** Fields of the schema that may be missing although it says otherwise. */
  readonly spares?: readonly string[];
  /** Fields whose contents nobody looks at. */
  readonly unjudged?: readonly string[];
  /** Fields of which only one may be there. */
  readonly only?: readonly string[];
  /** Whether one of `only` has to be there. */
  readonly needsOne?: boolean;
  /** Lists in which no two items may have the same values in some fields. */
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  /** What these words cannot say. */
  readonly check?: (value: JsonObject) => Iterable<StructureViolation>;
}

/** Entries by definition, without the `io.k8s.api.` in front. */
export type BuiltInEntries = Readonly<Record<string, BuiltInEntry>>;
