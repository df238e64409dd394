import type { FieldPath } from '../../model/field-path.js';
import type { Span } from '../../model/settings/code-frame.js';
import { parseYaml, type Part, type YamlDocument } from '../../model/settings/yaml-document.js';
import type { TextRange } from '../../model/settings/yaml-tree.js';
import { locateEmbedded } from './locate-embedded.js';
import { locateWithin } from './locate-within.js';
import { keyOf } from './plain-scalar.js';
import type { Chunk } from './split-documents.js';

/** A place in a file. */
export interface Location extends Span {
  readonly file: string;
}

/** A document that knows where each of its fields is written. Making one takes ten times as long as reading it. */
export interface PlacedDocument {
  readonly yaml: YamlDocument;
  /**
   * Where a part of a field is written, or the nearest thing around it. A path may go on into a text that is YAML itself,
   * such as a file in a ConfigMap: `data`, `livekit.yaml`, `port`.
   * @param within a part of the text at the path, from an offset to another
   */
  locate(path: FieldPath, part: Part, within?: TextRange): Location;
}

/** Reads a document with the place of everything in it. */
export function placed({ text, linesBefore }: Chunk, file: string): PlacedDocument {
  const yaml = parseYaml(text, { keyOf, merge: true, anyTag: true, linesBefore });
  return {
    yaml,
    locate: (path, part, within) => ({
      file,
      ...((within === undefined
        ? locateEmbedded(yaml, text, path, part)
        : locateWithin(yaml, text, path, within)) ?? yaml.spanOf(yaml.locate(path, part))),
    }),
  };
}
