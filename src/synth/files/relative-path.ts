// Paths in locks and journals are relative to the folder of the set, with slashes. They come from files that anyone may
// have edited, and say what is removed: nothing but these two forms is believed.

/** The name of a file in the folder of a set that a set may have. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}

/** The path of a companion: below the parent of the folder, through names only. */
export function isOutside(path: string): boolean {
  return path.startsWith('../') && isBelow(path.slice('../'.length));
}

/** A path that goes down only. */
export function isBelow(path: string): boolean {
  return path.split('/').every(isPlainName);
}
