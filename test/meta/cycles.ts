import type { SourceImport } from './source-imports.js';

/** Import cycles that exist when the program runs, each as the files along it. */
export function importCycles(imports: readonly SourceImport[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>();
  for (const { from, to, external, typeOnly } of imports) {
    if (!external && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const cycles: (readonly string[])[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const target of next.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return cycles;
}
