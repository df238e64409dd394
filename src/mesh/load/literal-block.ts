import { parseYaml, type YamlDocument } from '../../model/settings/yaml-document.js';
import type { YamlValue } from '../../model/settings/yaml-tree.js';

/** A literal block (`|`): a text whose lines are written as they are, but for their indentation. */
export interface LiteralBlock {
  readonly indent: number;
  /** Offsets of its lines in the text. */
  readonly lineStarts: readonly number[];
  /** The text, read as YAML. */
  readonly inner: () => YamlDocument;
}

const known = new WeakMap<YamlValue, LiteralBlock | 'none'>();

/** The literal block that a value is written as; nothing for any other value. Read once for all places in it. */
export function literalBlock(source: string, value: YamlValue): LiteralBlock | undefined {
  let block = known.get(value);
  if (block === undefined) known.set(value, (block = read(source, value) ?? 'none'));
  return block === 'none' ? undefined : block;
}

function read(source: string, { data, range }: YamlValue): LiteralBlock | undefined {
  if (typeof data !== 'string') return undefined;
  const [header = '', ...lines] = source.slice(...range).split(/\r?\n/);
  // Behind an indicator of indentation the first line may be indented further.
  if (!/^\|[-+]?\s*(?:#.*)?$/.test(header)) return undefined;
  let document: YamlDocument | undefined;
  return {
    indent: lines.find((line) => line.trim() !== '')?.search(/\S/) ?? 0,
    lineStarts: [0, ...Array.from(data.matchAll(/\n/g), ({ index }) => index + 1)],
    inner: () => (document ??= parseYaml(data)),
  };
}
