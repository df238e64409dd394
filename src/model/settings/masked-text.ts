import type { FieldPath } from '../field-path.js';

const SECRET_NAME = /(?:secret|passwords?|passwd|tokens?|(?:api|private|access|secret)[_-]?keys?)$|^keys$/i;
/** A field and a value in its line; in a flow mapping there may be several. */
const FIELD = /(["']?)([A-Za-z][\w.-]*)\1(\s*:\s+)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'{[|>][^,}\]]*)/g;
/** Keys of LiveKit in one line. */
const KEYS = /(\bkeys["']?\s*:\s*\{)([^}]*)/g;
const BLOCK = /^(\s*)(?:- +)*["']?([A-Za-z][\w.-]*)["']?\s*:\s*([|>][-+\d]*)?\s*(?:#.*)?$/;

/** Whether the value of a field is to stay secret, by its name or because it is one of `keys`. */
export function isSecret(path: FieldPath): boolean {
  return path.some((part) => typeof part === 'string' && SECRET_NAME.test(part));
}

/** The lines of a text with stars for the values of fields whose names say that they are secret. Columns stay. */
export function maskedText(lines: readonly string[]): readonly string[] {
  let below: number | undefined;
  return lines.map((line) => {
    const indent = line.length - line.trimStart().length;
    if (below !== undefined && line.trim() !== '' && indent <= below) below = undefined;
    if (below !== undefined)
      return line.replace(
        /^(\s*[^:\s]+:\s+)?(.*)$/,
        (_, name: string | undefined, value: string) => `${name ?? ''}${stars(value)}`,
      );
    const block = BLOCK.exec(line);
    const [, margin = '', name = '', scalar] = block ?? [];
    // What is below `secret:` may be the name of one; below `keys:` are those of LiveKit.
    if ((scalar !== undefined && SECRET_NAME.test(name)) || name === 'keys') below = margin.length;
    return line
      .replaceAll(
        KEYS,
        (_, start: string, keys: string) =>
          `${start}${keys.replaceAll(/(:\s*)([^,]+)/g, (_all, colon: string, value: string) => `${colon}${stars(value)}`)}`,
      )
      .replaceAll(FIELD, (whole, quote: string, name: string, colon: string, value: string) =>
        SECRET_NAME.test(name) ? `${quote}${name}${quote}${colon}${stars(value)}` : whole,
      );
  });
}

function stars(text: string): string {
  return text.replaceAll(/[^\s"']/gu, '*');
}
