import type { KnownLabels, Selector } from './labels.js';
import { selects } from './labels.js';

/** Finds what selects something with given labels, in the order in which it was added. */
export interface SelectorIndex<T> {
  /** What selects it, and what may select it where its labels are not all known. */
  selecting(namespace: string, labels: KnownLabels): readonly T[];
}

interface Entry<T> {
  readonly order: number;
  readonly selector: Selector;
  readonly item: T;
}

/** Indexes items of namespaces by one label that each of them demands, so that no lookup visits all. */
export function selectorIndex<T>(
  items: readonly T[],
  selectorOf: (item: T) => Selector,
  namespaceOf: (item: T) => string,
): SelectorIndex<T> {
  const buckets = new Map<string, Entry<T>[]>();
  const all = new Map<string, Entry<T>[]>();
  for (const [order, item] of items.entries()) {
    const selector = selectorOf(item);
    const label = selector.find(({ operator, values }) => operator === 'In' && values.length === 1);
    const entry = { order, selector, item };
    append(buckets, bucket(namespaceOf(item), label?.key, label?.values[0]), entry);
    append(all, namespaceOf(item), entry);
  }
  return {
    selecting(namespace, known) {
      const keys = Object.entries(known.labels).map(([key, value]) => bucket(namespace, key, value));
      const candidates =
        known.others === 'none'
          ? [bucket(namespace), ...keys].flatMap((key) => buckets.get(key) ?? [])
          : (all.get(namespace) ?? []);
      return candidates
        .filter(({ selector }) => selects(selector, known) !== 'no')
        .sort((a, b) => a.order - b.order)
        .map(({ item }) => item);
    },
  };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function bucket(namespace: string, key = '', value = ''): string {
  return `${namespace}|${key}|${value}`;
}
