import type { FieldPath } from '../../model/field-path.js';
import type { ResourceRef } from '../../model/manifest.js';
import type { ExplainedVerdict, Request } from '../../model/request.js';

/** A request with its verdict. */
export interface RequestResult {
  readonly request: Request;
  readonly verdict: ExplainedVerdict;
  /** Why the verdict is not the expected one. */
  readonly problem: string | undefined;
}

/** The line of a field. */
export type Locate = (
  ref: ResourceRef,
  path: FieldPath,
) => { readonly file: string; readonly line: number } | undefined;
