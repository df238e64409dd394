import type { FieldPath } from '../../model/field-path.js';
import type { Span } from '../../model/settings/code-frame.js';
import type { YamlDocument } from '../../model/settings/yaml-document.js';
import type { TextRange } from '../../model/settings/yaml-tree.js';
import { literalBlock } from './literal-block.js';

/**
 * Where a part of a text is written. A literal block (`|`) has its lines as they are, and a text in one line that is
 * written without escapes its characters; of other texts nothing is known.
 * @param within from an offset in the text to another; of several lines the first is told
 */
export function locateWithin(
  document: YamlDocument,
  source: string,
  path: FieldPath,
  [from, to]: TextRange,
): Span | undefined {
  const found = document.find(path);
  if (typeof found?.data !== 'string') return undefined;
  const { data, range } = found;
  const [start, end] = range;
  const block = literalBlock(source, found);
  if (block === undefined) {
    const written = source.slice(start, end);
    const quote = /^["']/.test(written) ? 1 : 0;
    const isPlain = written.slice(quote, written.length - quote) === data && !data.includes('\n');
    return isPlain ? document.spanOf([start + quote + from, start + quote + to]) : undefined;
  }
  const line = lineAt(block.lineStarts, from);
  const lineStart = block.lineStarts[line] ?? 0;
  const column = from - lineStart + block.indent + 1;
  const [first = ''] = data.slice(from, to).split('\n');
  return {
    line: document.spanOf([start, start]).line + 1 + line,
    column,
    endColumn: column + Math.max(1, first.length),
  };
}

/** The index of the line that has an offset. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
