import { assumptionsIn } from '../mesh/load/assumptions.js';
import type { Assumptions } from '../model/assumptions.js';
import type { JsonObject } from '../model/json.js';
import { readLock } from '../synth/publish/lock-problems.js';
import { UsageError } from './usage-error.js';

/**
 * What the first lock in the folders of a set says that is true outside of it; a default installation of Istio where
 * none says anything.
 * @throws UsageError if there is a lock that cannot be read
 */
export function assumptionsOf(folders: readonly string[]): Assumptions {
  return assumptionsIn(folders.map(lockOf).find((found) => found !== undefined));
}

function lockOf(folder: string): JsonObject | undefined {
  try {
    return readLock(folder);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
