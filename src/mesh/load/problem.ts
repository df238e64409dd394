import type { Span } from '../../model/settings/code-frame.js';

/** What can be wrong with a file before there are objects to judge; each is a rule with this id. */
export type LoadRule =
  | 'yaml-syntax'
  | 'yaml-duplicate-key'
  | 'yaml-key'
  | 'yaml-alias'
  | 'yaml-nesting'
  | 'yaml-after-end'
  | 'file-encoding'
  | 'manifest-identity';

/** Something in a file that kubectl reads in another way than it is written, or not at all. */
export interface LoadProblem extends Span {
  readonly rule: LoadRule;
  readonly file: string;
  /** A sentence without a final period. */
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Something in a file that is not for the API server, and is not checked. */
export interface LoadNote {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
