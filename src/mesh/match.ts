/** Something decides that is not modelled; the text completes "it is not known whether …" or names what decides. */
export interface Unmodelled {
  readonly unmodelled: string;
}

/**
 * Whether a condition holds for a caller. Callers such as "a node" or "a pod of a foreign namespace" stand for many:
 * `some` means that it holds for some of them and not for others.
 */
export type Match = 'no' | 'some' | 'yes' | Unmodelled;

/** True if it is unknown. */
export function isUnmodelled(match: unknown): match is Unmodelled {
  return typeof match === 'object' && match !== null && 'unmodelled' in match;
}

/** All conditions hold. A definite `no` outweighs what is not known. */
export function allOf(matches: Iterable<Match>): Match {
  let result: Match = 'yes';
  for (const match of matches) {
    if (match === 'no') return 'no';
    if (isUnmodelled(result)) continue;
    if (match !== 'yes') result = match;
  }
  return result;
}

/** At least one condition holds. A definite `yes` outweighs what is not known, and so does `some`. */
export function anyOf(matches: Iterable<Match>): Match {
  let result: Match = 'no';
  for (const match of matches) {
    if (match === 'yes') return 'yes';
    if (match === 'some' || (match !== 'no' && result === 'no')) result = match;
  }
  return result;
}

/** The condition does not hold. */
export function not(match: Match): Match {
  return match === 'yes' ? 'no' : match === 'no' ? 'yes' : match;
}

/** A plain yes or no as a match. */
export function definite(holds: boolean): Match {
  return holds ? 'yes' : 'no';
}
