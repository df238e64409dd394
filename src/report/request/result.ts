import type { ExplainedVerdict, Request } from '../../model/request.js';

/** A request with its verdict. */
export interface RequestResult {
  readonly request: Request;
  readonly verdict: ExplainedVerdict;
  /** Why the verdict is not the expected one. */
  readonly problem: string | undefined;
}
