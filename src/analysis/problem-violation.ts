import type { FieldPath } from '../model/field-path.js';
import type { FieldProblem } from '../model/check-fields.js';
import type { Violation } from './rule.js';

/**
 * What a rule says of a problem with a key of a configuration.
 * @param within the way to the configuration
 */
export function problemViolation({ path, value, expected }: FieldProblem, within: FieldPath = []): Violation {
  const said = value === undefined || value === '…' ? '' : `, found ${JSON.stringify(value)}`;
  const what = expected.startsWith('no such key') ? expected : `expected ${expected}`;
  return { path: [...within, ...path], isKey: value === '…', message: `${what}${said}` };
}
