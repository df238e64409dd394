/** The keys of an object by code unit: the same on every machine, in every locale. */
export function sortedKeys(object: object): readonly string[] {
  const keys = Object.keys(object);
  // Most are sorted already; looking is cheaper than sorting.
  for (let at = 1; at < keys.length; at += 1) {
    if ((keys[at - 1] ?? '') > (keys[at] ?? '')) return keys.sort();
  }
  return keys;
}
