import type { FieldPath } from '../../model/field-path.js';
import type { Span } from '../../model/settings/code-frame.js';
import { literalBlock } from './literal-block.js';
import type { Part, YamlDocument } from '../../model/settings/yaml-document.js';

/**
 * Where a field is written that is in a text of a document, itself YAML. Only a literal block (`|`) has its lines as they
 * are; of other texts, and of paths that lead into none, nothing is known.
 */
export function locateEmbedded(
  document: YamlDocument,
  source: string,
  path: FieldPath,
  part: Part,
): Span | undefined {
  const depth = path.findIndex((_, i) => typeof document.find(path.slice(0, i))?.data === 'string');
  const outer = depth < 0 ? undefined : document.find(path.slice(0, depth));
  if (typeof outer?.data !== 'string') return undefined;
  const block = literalBlock(source, outer);
  if (block === undefined) return undefined;
  const [start] = outer.range;
  const { line, column, endColumn } = block.inner().spanOf(block.inner().locate(path.slice(depth), part));
  return {
    line: document.spanOf([start, start]).line + line,
    column: column + block.indent,
    endColumn: endColumn + block.indent,
  };
}
