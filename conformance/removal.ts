import { isDeepStrictEqual } from 'node:util';
import { identity, type Manifest } from './manifests.js';
import type { Problems } from './problems.js';

/**
 * Compares what a removal did to a cluster with what the manifests of before and after say.
 * @param old the versions of the objects that were there before, by identity
 * @param now the same of those that are there after
 */
export function removalProblems(
  before: readonly Manifest[],
  after: readonly Manifest[],
  old: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): Problems {
  const wanted = new Map(after.map((manifest) => [identity(manifest), manifest]));
  const same = before.filter((manifest) => isDeepStrictEqual(wanted.get(identity(manifest)), manifest));
  return [
    ...(old.size > now.size ? [] : ['nothing is gone']),
    ...[...now.keys()].filter((id) => !wanted.has(id)).map((id) => `still there: ${id}`),
    ...[...wanted.keys()].filter((id) => !now.has(id)).map((id) => `gone: ${id}`),
    ...same
      .map(identity)
      .filter((id) => now.has(id) && now.get(id) !== old.get(id))
      .map((id) => `touched: ${id}`),
  ];
}

/** What `kubectl apply --prune` says that it deletes, and did not say before in a dry run. */
export function unannounced(stdout: string): Problems {
  const announced = new Set(
    [...stdout.matchAll(/^(.+) pruned \(server dry run\)$/gm)].map(([, name]) => name),
  );
  return [...stdout.matchAll(/^(.+) pruned$/gm)]
    .filter(([, name]) => !announced.has(name))
    .map(([line]) => `not announced: ${line}`);
}
