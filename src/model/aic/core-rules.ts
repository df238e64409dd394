import type { FieldProblem } from '../check-fields.js';
import type { AicCoreFile } from './core.js';

const MODES = ['conservative', 'adaptive', 'aggressive'] as const;

/** Bolder modes save more, for less quality and more time. */
export function* coreProblems({ modes }: AicCoreFile): Iterable<FieldProblem> {
  for (const [i, mode] of MODES.entries()) {
    const before = MODES[i - 1];
    if (before === undefined) continue;
    const [bold, careful] = [modes[mode], modes[before]];
    for (const key of ['target_ratio', 'quality', 'max_inference_latency_ms'] as const) {
      const isMost = key === 'quality';
      const [own, other] = [bold[key], careful[key]];
      if (isMost ? own <= other : own >= other) continue;
      yield {
        path: ['modes', mode, key],
        value: own,
        expected: `at ${isMost ? 'most' : 'least'} ${other}, that of mode ${before}`,
      };
    }
  }
}
