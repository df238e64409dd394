import type { Json } from '../../json.js';
import type { CelRule, Schema } from '../schema.js';
import { celProgram } from './environment.js';
import { celValue } from './value.js';

const REMEMBERED = 1000;
const answers = new WeakMap<CelRule, Map<string, boolean>>();

/** Whether a rule holds for a value. Texts of which rules are asked are few, durations mostly, so answers are kept. */
export function holdsFor(rule: CelRule, value: Json, schema: Schema): boolean {
  if (typeof value !== 'string') return celProgram(rule)(celValue(value, schema));
  let known = answers.get(rule);
  if (known === undefined) answers.set(rule, (known = new Map<string, boolean>()));
  let holds = known.get(value);
  if (holds === undefined) {
    holds = celProgram(rule)(value);
    if (known.size < REMEMBERED) known.set(value, holds);
  }
  return holds;
}
