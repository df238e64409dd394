import { suggest } from '../../model/suggest.js';

/** A request that cannot be walked, by the field that is wrong. */
export class RequestProblem extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
    this.name = 'RequestProblem';
  }

  /** Something that the mesh does not have, with the nearest name that it has. */
  static unknown(field: string, value: string, known: readonly string[]): RequestProblem {
    const near = suggest(value, known);
    const hint = near === undefined ? `; known: ${known.join(', ')}` : `; did you mean ${near}?`;
    return new RequestProblem(field, `no workload is called ${JSON.stringify(value)}${hint}`);
  }
}
