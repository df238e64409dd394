import type { Selector } from './labels.js';
import { selectorIndex } from './selector-index.js';
import type { Workload } from './workload.js';

/** The policies of a kind that hold for a workload. */
export type PolicyIndex<T> = (workload: Workload) => readonly T[];

interface Selecting {
  readonly namespace: string;
  readonly selector: Selector;
}

/** Policies of the workload's own namespace, and of the root namespace where one is given. */
export function policyIndex<T extends Selecting>(
  policies: readonly T[],
  rootNamespace?: string,
): PolicyIndex<T> {
  const index = selectorIndex(
    policies,
    ({ selector }) => selector,
    ({ namespace }) => namespace,
  );
  const found = new Map<Workload, readonly T[]>();
  return (workload) => {
    let list = found.get(workload);
    if (list === undefined) {
      const names = new Set([...(rootNamespace === undefined ? [] : [rootNamespace]), workload.namespace]);
      list = [...names].flatMap((name) => index.selecting(name, workload.labels));
      found.set(workload, list);
    }
    return list;
  };
}
