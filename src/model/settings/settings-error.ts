import type { SettingsProblem } from './problem.js';
import { renderProblems } from './render-problems.js';

/** What was written cannot be used. The message shows each problem in the lines around it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  // Private, because Node prints all other fields of an error that nobody catches.
  readonly #problems: readonly SettingsProblem[];
  readonly #text: string;

  /**
   * @param problems at least one
   * @param text the text of the file
   */
  constructor(problems: readonly SettingsProblem[], text: string) {
    super(renderProblems(problems, text));
    this.#problems = problems;
    this.#text = text;
  }

  /** All that is wrong, in the order of the file. */
  get problems(): readonly SettingsProblem[] {
    return this.#problems;
  }

  /** The text of the file. */
  get text(): string {
    return this.#text;
  }
}
