import type { z } from 'zod';
import { suggest } from '../suggest.js';
import { knownKeysOf } from './expectation.js';

type Issue = z.core.$ZodIssue;

/** What to report of a union that no option of which fits: the problems of one option, or that none fits. */
export type UnionVerdict =
  | { readonly best: readonly Issue[] }
  /** The issues of the options with the value itself, not with a part of it. */
  | { readonly none: readonly Issue[] };

/**
 * Picks the option that was most likely meant. An option of another type than the value was not meant; of the
 * others, the one with the fewest problems was, a wrong literal (which tells options apart) weighing most.
 */
export function judgeUnion(options: readonly (readonly Issue[])[], value: unknown): UnionVerdict {
  const flat = options.flatMap((issues) => nestedOptions(issues));
  const possible = flat.filter((issues) => !issues.some((issue) => isOtherType(issue, value)));
  const isScalar = typeof value !== 'object' || value === null;
  if (possible.length === 1 || (possible.length > 1 && !isScalar)) {
    const [best] = possible.toSorted((a, b) => weight(a) - weight(b));
    if (best !== undefined) return { best };
  }
  const candidates = possible.length > 0 ? possible : flat;
  return { none: candidates.flatMap((issues) => issues.filter(({ path }) => path.length === 0)) };
}

/** A union in a union is one union. */
function nestedOptions(issues: readonly Issue[]): readonly (readonly Issue[])[] {
  const [only] = issues;
  if (issues.length !== 1 || only?.code !== 'invalid_union' || only.path.length > 0) return [issues];
  return only.message !== '' || only.errors.length === 0 ? [issues] : only.errors.flatMap(nestedOptions);
}

function isOtherType(issue: Issue, value: unknown): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_value') return !issue.values.some((allowed) => typeof allowed === typeof value);
  if (issue.code === 'invalid_union')
    return (
      issue.errors.length > 0 &&
      issue.errors.every((issues) => issues.some((inner) => isOtherType(inner, value)))
    );
  // A fraction is of the type of whole numbers, with a wrong value.
  return issue.code === 'invalid_type' && !(issue.expected === 'int' && typeof value === 'number');
}

function weight(issues: readonly Issue[]): number {
  let sum = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') sum += unknownWeight(issue);
    else if (issue.code === 'invalid_value' && issue.path.length === 1) sum += 8;
    else sum += 2;
    // What is wrong further inside speaks for the option: its outer shape was recognised.
    if (issue.path.length > 1) sum -= 1;
  }
  return sum;
}

/** A misspelt key is nearly right, and the reason why another one is missing. */
function unknownWeight(issue: z.core.$ZodIssueUnrecognizedKeys): number {
  const known = knownKeysOf(issue);
  return issue.keys.reduce((sum, key) => sum + (suggest(key, known) === undefined ? 2 : -1), 0);
}
