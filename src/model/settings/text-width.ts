/** A part of a line that a terminal shows as one. */
export interface Cell {
  readonly shown: string;
  /** Offset in the line, in UTF-16 code units. */
  readonly offset: number;
  /** The column of the terminal where it begins, from 0. */
  readonly column: number;
  /** Columns of the terminal: 0, 1 or 2; more for a tab. */
  readonly width: number;
}

const TAB = 4;
let segmenter: Intl.Segmenter | undefined;

// Control characters, and those that turn the direction of writing: what is shown must be what is there.
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const ZERO_WIDTH = /^[\p{M}\u200b-\u200d]+$/u;
const WIDE =
  /^(?:\p{Emoji_Presentation}|.\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}])/u;

/** Splits a line into what a terminal shows: wide characters take two columns, tabs reach to the next stop. */
export function cellsOf(line: string): readonly Cell[] {
  // Making one takes long, and most runs show no line.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of segmenter.segment(line)) {
    const cell = { ...show(segment, column), offset: index, column };
    cells.push(cell);
    column += cell.width;
  }
  return cells;
}

function show(segment: string, column: number): { readonly shown: string; readonly width: number } {
  if (segment === '\t') {
    const width = TAB - (column % TAB);
    return { shown: ' '.repeat(width), width };
  }
  if (INVISIBLE.test(segment)) return { shown: '\ufffd', width: 1 };
  if (ZERO_WIDTH.test(segment)) return { shown: segment, width: 0 };
  return { shown: segment, width: WIDE.test(segment) ? 2 : 1 };
}
