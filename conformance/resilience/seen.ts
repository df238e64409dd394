import { mostProbes } from '../../src/model/resilience/circuit-breaker.js';
import type { CallPolicies } from '../../src/model/resilience/policy.js';
import { schedule } from '../../src/model/resilience/schedule.js';

/** What a policy makes a program do. Lengths are milliseconds. */
export interface Behaviour {
  readonly breaker:
    | {
        readonly name: string;
        readonly failures: number;
        /** 0 where one failure is enough, so that none is counted together with others. */
        readonly window: number;
        readonly open: number;
        readonly probes: number;
        readonly successes: number;
      }
    | undefined;
  /** The waits when chance always draws its smallest number. */
  readonly least: readonly number[];
  /** The waits when chance always draws its largest number. */
  readonly most: readonly number[];
}

/** What a program did with a file, by call; or why it did not take it. */
export type Seen = { readonly calls: ReadonlyMap<string, Behaviour> } | { readonly error: string };

/** What is computed of policies. */
export function computed(policies: CallPolicies): ReadonlyMap<string, Behaviour> {
  return new Map(
    [...policies].map(([name, { breaker, retry }]) => {
      const waits = retry === undefined ? [] : schedule(retry);
      return [
        name,
        {
          breaker: breaker && {
            name: breaker.name,
            failures: breaker.maxFailures,
            window: breaker.maxFailures === 1 ? 0 : breaker.intervalMs,
            open: breaker.timeoutMs,
            probes: mostProbes(breaker),
            successes: breaker.maxRequests,
          },
          least: waits.map(({ leastMs }) => leastMs),
          most: waits.map(({ mostMs }) => mostMs),
        },
      ];
    }),
  );
}

/** Go cuts each wait to whole nanoseconds, which adds up from wait to wait. */
const TOLERANCE_MS = 0.001;

/** Where a program does something else than was computed. */
export function* deviations(seen: Seen, expected: ReadonlyMap<string, Behaviour>): Iterable<string> {
  if ('error' in seen) {
    yield `refused: ${seen.error}`;
    return;
  }
  for (const name of new Set([...expected.keys(), ...seen.calls.keys()])) {
    const [a, b] = [seen.calls.get(name), expected.get(name)].map(leaves);
    if (a === undefined || b === undefined || !same(a, b))
      yield `${name}: the program does ${JSON.stringify(a)}, computed was ${JSON.stringify(b)}`;
  }
}

type Leaves = readonly (readonly [string, string | number])[];

function leaves(behaviour: Behaviour | undefined): Leaves | undefined {
  if (behaviour === undefined) return undefined;
  const { breaker, least, most } = behaviour;
  return [
    ...Object.entries(breaker ?? {}).sort(([x], [y]) => (x < y ? -1 : 1)),
    ...least.map((ms, n): [string, number] => [`least ${n + 1}`, ms]),
    ...most.map((ms, n): [string, number] => [`most ${n + 1}`, ms]),
  ];
}

function same(a: Leaves, b: Leaves): boolean {
  return (
    a.length === b.length &&
    a.every(([field, value], i) => {
      const [otherField, other] = b[i] ?? ['', ''];
      if (field !== otherField) return false;
      if (typeof value === 'string' || typeof other === 'string') return value === other;
      return Math.abs(value - other) <= TOLERANCE_MS;
    })
  );
}
