import type { Tree } from './tree.js';
import { placeOf } from './place.js';

/** Runs the validations that the constructs of a tree bring along. */
export function validateConstructs({ constructs }: Tree): readonly string[] {
  return constructs.flatMap((construct) =>
    construct.node.validate().map((problem) => `${placeOf(construct)}: ${problem}`),
  );
}
