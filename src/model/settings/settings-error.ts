import type { SettingsProblem } from './problem.js';
import { renderProblems } from './render-problems.js';

/** What was written cannot be used. `problems` holds all that is wrong, in the order of the file. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  /**
   * @param problems at least one
   * @param text the text of the file, for the code frames in `message`
   */
  constructor(
    readonly problems: readonly SettingsProblem[],
    readonly text: string,
  ) {
    super(renderProblems(problems, text));
  }
}
