import type { TextRange } from '../../model/settings/yaml-tree.js';

/** How far the lines of a literal block (`|`) are indented; nothing for any other text. */
export function literalIndent(source: string, [start, end]: TextRange): number | undefined {
  const [header = '', ...lines] = source.slice(start, end).split(/\r?\n/);
  // Behind an indicator of indentation the first line may be indented further.
  if (!/^\|[-+]?\s*(?:#.*)?$/.test(header)) return undefined;
  return lines.find((line) => line.trim() !== '')?.search(/\S/) ?? 0;
}
