import { suggest } from '../../model/suggest.js';

/** A request that cannot be walked. The message begins with the field that is wrong. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';

  constructor(
    /** Empty for the request as a whole. */
    readonly field: string,
    /** What was found and what is allowed, without the field. */
    readonly problem: string,
  ) {
    super(field === '' ? problem : `${field}: ${problem}`);
  }

  /** Something that the mesh does not have, with the nearest name that it has. */
  static unknown(field: string, value: string, known: readonly string[]): RequestProblem {
    const near = suggest(value, known);
    const hint = near === undefined ? `; known: ${known.join(', ')}` : `; did you mean ${near}?`;
    return new RequestProblem(field, `no workload is called ${JSON.stringify(value)}${hint}`);
  }
}
