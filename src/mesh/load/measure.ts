import { MAX_DEPTH } from '../../model/settings/nesting.js';
import { MAX_ALIASED } from '../../model/settings/yaml-tree.js';

/** Why a value cannot be walked through. */
export type Excess = 'nesting' | 'alias';

/**
 * Whether a value is too deep, or larger than its text can have written without aliases: those are shared where they
 * are read, and make a walk through them endless.
 */
export function excessOf(value: unknown, textLength: number): Excess | undefined {
  const most = textLength + MAX_ALIASED;
  let count = 0;
  const visit = (part: unknown, depth: number): Excess | undefined => {
    count += 1;
    if (count > most) return 'alias';
    if (typeof part !== 'object' || part === null) return undefined;
    if (depth > MAX_DEPTH) return 'nesting';
    for (const child of Array.isArray(part) ? (part as unknown[]) : Object.values(part)) {
      const excess = visit(child, depth + 1);
      if (excess !== undefined) return excess;
    }
    return undefined;
  };
  return visit(value, 1);
}
