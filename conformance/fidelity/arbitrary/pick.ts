import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { identityOf, refOf, type Manifest } from '../../../src/model/manifest.js';

/** An object without the fields that are not there. */
export function clean(fields: Readonly<Record<string, unknown>>): JsonObject {
  return JSON.parse(JSON.stringify(fields)) as JsonObject;
}

/** A value in one of so many cases, else nothing. */
export function rare<T>(value: fc.Arbitrary<T>, oneIn = 4): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 1, arbitrary: value }, { weight: oneIn - 1, arbitrary: fc.constant(undefined) });
}

export function oneOf<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** One or two of the values, each once. */
export function some<T>(...values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
}

/** An arbitrary with how often it is taken. */
export function often<T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.WeightedArbitrary<T> {
  return { weight, arbitrary };
}

/** Manifests with names of their own. */
export function many(
  one: fc.Arbitrary<Manifest>,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<Manifest[]> {
  return fc.uniqueArray(one, { minLength, maxLength, selector: (manifest) => identityOf(refOf(manifest)) });
}

/** Manifests of different ages: of several the older one wins in places. */
export function aged(manifests: fc.Arbitrary<Manifest[]>): fc.Arbitrary<Manifest[]> {
  return manifests.chain((list) =>
    fc.shuffledSubarray(AGES, { minLength: list.length, maxLength: list.length }).map((ages) =>
      list.map((one, i) => ({
        ...one,
        metadata: { ...one.metadata, creationTimestamp: `2023-01-${ages[i] ?? ''}T00:00:00Z` },
      })),
    ),
  );
}

/** Days of a month. */
const AGES = Array.from({ length: 31 }, (_, i) => String(i + 1).padStart(2, '0'));

/** An object of Istio. */
export function manifest(
  group: 'networking' | 'security',
  kind: string,
  namespace: string,
  name: string,
  spec: JsonObject,
  annotations?: Readonly<Record<string, string>>,
): Manifest {
  return {
    apiVersion: `${group}.istio.io/v1`,
    kind,
    metadata: { namespace, name, ...(annotations === undefined ? {} : { annotations }) },
    spec,
  };
}
