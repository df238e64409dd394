import { cellsOf, type Cell } from './text-width.js';

/** Part of one line of a text. All numbers count from 1; columns are UTF-16 code units. */
export interface Span {
  readonly line: number;
  readonly column: number;
  /** The column after the last one. */
  readonly endColumn: number;
}

/** How a frame looks. */
export interface FrameOptions {
  /** Escape sequences of terminals.
   *  @default false */
  readonly color?: boolean;
  /** Columns for the text of a line; longer lines are cut around the marked part.
   *  @default 100 */
  readonly width?: number;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Far more than fits; what is farther away from the marked part is not even looked at. */
const NEAR = 2000;

/**
 * The marked part of a text with the lines around it, and a note where it points:
 * ```
 *    30 │ replicas:
 *  > 31 │   dashbord: 3
 *       │   ^^^^^^^^ did you mean dashboard?
 * ```
 * @param lines the text, split at line breaks
 * @returns no lines if the text has no such line
 */
export function codeFrame(
  lines: readonly string[],
  span: Span,
  note = '',
  options: FrameOptions = {},
): readonly string[] {
  const marked = lines[span.line - 1];
  if (marked === undefined) return [];
  const skipped = Math.max(0, span.column - 1 - NEAR);
  const near = (line: string) => cellsOf(line.slice(skipped, skipped + 2 * NEAR));
  const cells = near(marked);
  const start = columnOf(cells, span.column - 1 - skipped);
  const end = Math.max(start + 1, columnOf(cells, span.endColumn - 1 - skipped));
  const window = windowAround(start, end, widthOf(cells), options.width ?? 100);
  const paint = options.color === true ? red : plain;

  const digits = String(span.line + 1).length;
  const gutter = (line: number | undefined, mark: string) =>
    ` ${mark} ${line === undefined ? ' '.repeat(digits) : String(line).padStart(digits)} │`;
  const numbered = (line: number) => {
    const text = lines[line - 1];
    if (text === undefined || (line !== span.line && text.trim() === '')) return [];
    const shown = cut(line === span.line ? cells : near(text), window);
    return [`${line === span.line ? paint(gutter(line, '>')) : gutter(line, ' ')} ${shown}`.trimEnd()];
  };
  const carets = paint('^'.repeat(Math.min(end, window.to) - start));
  const pointer = `${gutter(undefined, ' ')} ${' '.repeat(start - window.from)}${carets} ${note}`.trimEnd();
  return [...numbered(span.line - 1), ...numbered(span.line), pointer, ...numbered(span.line + 1)];
}

function plain(text: string): string {
  return text;
}

function red(text: string): string {
  return `\u001b[31m${text}\u001b[39m`;
}

function widthOf(cells: readonly Cell[]): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

/** The column of the terminal for an offset in the line. */
function columnOf(cells: readonly Cell[], offset: number): number {
  const cell = cells.findLast((candidate) => candidate.offset <= offset);
  if (cell === undefined) return 0;
  const beyond = offset - cell.offset;
  return beyond === 0 || cell !== cells.at(-1) ? cell.column : widthOf(cells);
}

/** What to show of a line: the marked part as far as it fits, and as much before it as after it. */
function windowAround(start: number, end: number, length: number, width: number): Window {
  if (Math.max(length, end) <= width) return { from: 0, to: width };
  const spare = Math.max(Math.floor(width / 4), Math.floor((width - (end - start)) / 2));
  const from = Math.max(0, Math.min(start - spare, Math.max(length, end) - width));
  return { from, to: from + width };
}

function cut(cells: readonly Cell[], { from, to }: Window): string {
  const left = from > 0 ? 1 : 0;
  const right = widthOf(cells) > to ? 1 : 0;
  const kept = cells.filter(({ column, width }) => column >= from + left && column + width <= to - right);
  const first = kept[0];
  if (first === undefined) return left === 1 && cells.length > 0 ? '…' : '';
  const gap = ' '.repeat(first.column - from - left);
  return `${left === 1 ? '…' : ''}${gap}${kept.map(({ shown }) => shown).join('')}${right === 1 ? '…' : ''}`;
}
