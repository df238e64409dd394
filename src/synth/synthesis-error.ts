/** What keeps an app from being synthesised. Nothing was written. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';

  /** @param problems each a sentence that names the construct or the file */
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
