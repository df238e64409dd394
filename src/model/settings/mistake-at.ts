import type { FieldPath } from '../field-path.js';
import { SettingsError } from './settings-error.js';
import { parseYaml } from './yaml-document.js';

/**
 * A mistake that shows only when what a file says is used.
 * @param text the content of the file
 * @param path of the field that is wrong
 */
export function mistakeAt(text: string, file: string, path: FieldPath, message: string): SettingsError {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const document = parseYaml(source);
  const span = document.spanOf(document.locate(path, 'value'));
  return new SettingsError([{ file, ...span, path, message }], source);
}
