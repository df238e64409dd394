import type { JsonObject } from '../json.js';
import type { CallPolicies } from './policy.js';
import type { RetryConfig } from './retry.js';

/** A shared library that reads policies from a file, by its language. */
export type Library = 'go' | 'python';

/** How a library names its fields and counts time. */
interface Spelling {
  /** A field, from its name in camel case. */
  readonly field: (name: string) => string;
  /** A field that holds a duration. */
  readonly durationField: (name: string) => string;
  readonly duration: (ms: number) => number;
}

const SPELLINGS: Readonly<Record<Library, Spelling>> = {
  // As encoding/json fills a struct without tags: a time.Duration is a whole number of nanoseconds.
  go: { field: pascalCase, durationField: pascalCase, duration: (ms) => ms * 1e6 },
  // As keyword arguments of the dataclasses: seconds, with fractions.
  python: {
    field: snakeCase,
    durationField: (name) => `${snakeCase(name)}_seconds`,
    duration: (ms) => ms / 1000,
  },
};

/** Policies as a library takes them: its own field names, its own units, and nothing left to its defaults. */
export function libraryForm(library: Library, policies: CallPolicies): JsonObject {
  const spelling = SPELLINGS[library];
  const calls = [...policies].map(([name, { breaker, retry }]) => [
    name,
    {
      ...(breaker === undefined
        ? {}
        : { [spelling.field('circuitBreaker')]: fields({ ...breaker }, spelling) }),
      ...(retry === undefined ? {} : retrying(retry, spelling)),
    },
  ]);
  return { [spelling.field('calls')]: Object.fromEntries(calls) as JsonObject };
}

/** `RetryConfig` is exponential. The other strategies have parameters of their own, so they name themselves. */
function retrying({ maxAttempts, backoff }: RetryConfig, spelling: Spelling): JsonObject {
  const { strategy, ...parameters } = backoff;
  return strategy === 'exponential'
    ? { [spelling.field('retry')]: fields({ maxAttempts, ...parameters }, spelling) }
    : { [spelling.field('backoff')]: fields({ strategy, maxAttempts, ...parameters }, spelling) };
}

/** The fields of a policy, whose durations are those that end in `Ms`. */
function fields(
  policy: Readonly<Record<string, string | number>>,
  { field, durationField, duration }: Spelling,
): JsonObject {
  return Object.fromEntries(
    Object.entries(policy).map(([name, value]) =>
      name.endsWith('Ms') && typeof value === 'number'
        ? [durationField(name.slice(0, -'Ms'.length)), duration(value)]
        : [field(name), value],
    ),
  );
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
