import type { FieldProblem } from '../check-fields.js';
import type { AicMessage } from './message.js';

/** `OFF` is what the constructs say of a policy that is not enabled. */
export function* messageProblems({ enabled, default_mode: mode }: AicMessage): Iterable<FieldProblem> {
  if (enabled && mode === 'OFF')
    yield { path: ['default_mode'], value: mode, expected: 'another mode, for enabled is true' };
}
