import { suggest } from '../../model/suggest.js';

/** The namespace that was probably meant. Names that differ in a short ending, as `team-a` and `team-b`, are meant to. */
export function nearNamespace(name: string, known: readonly string[]): string | undefined {
  const others = known.filter((other) => {
    const [a, b] = [name.split('-'), other.split('-')];
    const isVariant = a.slice(0, -1).join('-') === b.slice(0, -1).join('-') && a.length > 1;
    return !(isVariant && Math.min(a.at(-1)?.length ?? 0, b.at(-1)?.length ?? 0) <= 2);
  });
  return suggest(name, others);
}
