import type { FieldPath } from '../../model/field-path.js';
import type { Span } from '../../model/settings/code-frame.js';
import type { YamlDocument } from '../../model/settings/yaml-document.js';
import type { TextRange } from '../../model/settings/yaml-tree.js';
import { literalIndent } from './literal-block.js';

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
  const indent = literalIndent(source, range);
  if (indent === undefined) {
    const written = source.slice(start, end);
    const quote = /^["']/.test(written) ? 1 : 0;
    const isPlain = written.slice(quote, written.length - quote) === data && !data.includes('\n');
    return isPlain ? document.spanOf([start + quote + from, start + quote + to]) : undefined;
  }
  const before = data.slice(0, from).split('\n');
  const column = (before.at(-1) ?? '').length + indent + 1;
  const [first = ''] = data.slice(from, to).split('\n');
  return {
    line: document.spanOf([start, start]).line + before.length,
    column,
    endColumn: column + Math.max(1, first.length),
  };
}
