/** The textual or numeric form that one field takes, beyond what its type says. */
export interface Format {
  /** What is allowed, as it completes "expected …": `a port from 1 to 65535`. */
  readonly expected: string;
  /** Whether the value has the form. Called only with values that are present. */
  accepts(value: unknown): boolean;
}
