import type { FieldProblem } from '../check-fields.js';
import { livekitConfigSchema } from './config.js';
import type { KeyFacts } from './key.js';
import { isBefore } from './version.js';
import { keysIn } from './walk.js';

/**
 * The keys of a configuration that a version of livekit-server does not have, and at which it ends. Of a version between
 * two known ones only the keys count that are in both: it may have others, but nobody has looked.
 * @param version `major.minor.patch`, such as `1.9.1`
 */
export function* missingIn(config: unknown, version: string): Iterable<FieldProblem> {
  for (const { path, value, facts } of keysIn(config, livekitConfigSchema)) {
    const expected = absence(facts, version);
    if (expected !== undefined) yield { path, value, expected };
  }
}

/** Why a version does not have a key, `undefined` if it has. */
export function absence({ since, until }: KeyFacts, version: string): string | undefined {
  const end = `livekit-server ${version} ends at a key that it does not know`;
  if (since !== undefined && isBefore(version, since)) return `no such key before ${since}: ${end}`;
  if (until !== undefined && isBefore(until, version)) return `no such key after ${until}: ${end}`;
  return undefined;
}
