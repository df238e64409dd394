// Names that publication keeps to itself, in the folder of a set. None has an ending that kubectl or kustomize picks up.

export const JOURNAL_FILE = '.meshproof-journal';

/** A file before it is moved to its place. */
export function stagedName(set: string, number: number): string {
  return `.meshproof-${set}-${number}.tmp`;
}

/** True for what an interrupted publication of the set may have left half-written. */
export function isStaged(set: string, name: string): boolean {
  const prefix = `.meshproof-${set}-`;
  return name.startsWith(prefix) && /^[0-9]+\.tmp$/.test(name.slice(prefix.length));
}
