import type { z } from 'zod';
import type { FieldProblem } from '../check-fields.js';
import { suggest } from '../suggest.js';
import { knownKeysOf } from './expectation.js';

/**
 * What is wrong with a value by its schema, each key that the schema does not know as a problem of its own.
 * @param issues of a parse with `expectation` as the map of errors
 */
export function formProblems(issues: readonly z.core.$ZodIssue[], value: unknown): readonly FieldProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, value));
}

function problemsOf(issue: z.core.$ZodIssue, whole: unknown): readonly FieldProblem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    whole,
  );
  if (issue.code !== 'unrecognized_keys')
    return [{ path, value, expected: issue.message.replace(/^expected /, '') }];
  const known = knownKeysOf(issue);
  return issue.keys.map((key) => {
    const meant = suggest(key, known);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    return { path: [...path, key], value: '…', expected: `no such key${hint}` };
  });
}
