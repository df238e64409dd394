/** The list of a key, made on first use. */
export function groupIn<K, V>(groups: Map<K, V[]>, key: K): V[] {
  let group = groups.get(key);
  if (group === undefined) {
    group = [];
    groups.set(key, group);
  }
  return group;
}
