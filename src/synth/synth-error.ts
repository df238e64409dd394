/** What was built cannot be synthesised. Nothing was written. */
export class SynthError extends Error {
  override readonly name = 'SynthError';
  /** All that is wrong, each in one sentence without a final period. */
  readonly problems: readonly string[];

  /** @param problems at least one */
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
