import type { Finding } from '../analysis/finding.js';

/** What was found in one set, for a report. */
export interface CheckedSet {
  /** The folder or file; empty for what was named one by one. */
  readonly name: string;
  readonly objects: number;
  readonly findings: readonly Finding[];
  /** How many findings an annotation kept back. */
  readonly suppressed: number;
  /** How many findings the baseline has. */
  readonly known: number;
  /** What is in the files and not checked. */
  readonly notes: readonly string[];
  /** The lines of a file. */
  readonly linesOf: (file: string) => readonly string[];
}

/** `1 item`, `2 items`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
