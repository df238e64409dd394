import type { FrameOptions } from '../model/settings/code-frame.js';
import { renderProblems } from '../model/settings/render-problems.js';
import type { SettingsError } from '../model/settings/settings-error.js';

/** All that is wrong in a file that people write, as `SettingsError.message` shows it, or in colour. */
export function settingsProblems(error: SettingsError, options: FrameOptions = {}): string {
  return renderProblems(error.problems, error.text, options);
}
