import type { FieldPath } from '../field-path.js';
import type { FieldProblem } from '../check-fields.js';
import type { LiveKitConfig } from './config.js';

/** What keys of a configuration, each well-formed, must not say together. */
export type ConfigRule = (config: LiveKitConfig) => Iterable<FieldProblem>;

/** A problem at a key; `path` is written as `rtc.udp_port`. */
export function problemAt(path: string | FieldPath, value: unknown, expected: string): FieldProblem {
  return { path: typeof path === 'string' ? path.split('.') : path, value, expected };
}
