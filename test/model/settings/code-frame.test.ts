import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../../src/model/settings/code-frame.js';
import { cellsOf } from '../../../src/model/settings/text-width.js';

function frame(
  text: string,
  line: number,
  column: number,
  endColumn: number,
  note = '',
  options = {},
): string {
  return codeFrame(text.split('\n'), { line, column, endColumn }, note, options).join('\n');
}

describe('codeFrame', () => {
  it('shows a line before and a line after', () => {
    expect(frame('a: 1\nb: 2\nc: 3\nd: 4\n', 2, 4, 5, 'why?')).toBe(
      ['   1 │ a: 1', ' > 2 │ b: 2', '     │    ^ why?', '   3 │ c: 3'].join('\n'),
    );
  });

  it('leaves out lines that are empty or not there', () => {
    expect(frame('\na: 1\n\nb: 2', 2, 1, 2)).toBe([' > 2 │ a: 1', '     │ ^'].join('\n'));
    expect(frame('a: 1', 1, 1, 2)).toBe([' > 1 │ a: 1', '     │ ^'].join('\n'));
    expect(codeFrame(['a: 1'], { line: 2, column: 1, endColumn: 2 })).toEqual([]);
    expect(codeFrame([''], { line: 0, column: 0, endColumn: 0 })).toEqual([]);
  });

  it('aligns line numbers of different lengths', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `k${i + 1}: v`).join('\n');
    expect(frame(lines, 9, 1, 3)).toBe(
      ['    8 │ k8: v', ' >  9 │ k9: v', '      │ ^^', '   10 │ k10: v'].join('\n'),
    );
    expect(frame(lines, 10, 1, 4)).toBe(
      ['    9 │ k9: v', ' > 10 │ k10: v', '      │ ^^^', '   11 │ k11: v'].join('\n'),
    );
  });

  it('marks at least one column, also behind the end of the line', () => {
    expect(frame('a:', 1, 3, 4)).toBe([' > 1 │ a:', '     │   ^'].join('\n'));
    expect(frame('', 1, 1, 2)).toBe([' > 1 │', '     │ ^'].join('\n'));
  });

  it('counts wide characters as two columns, and what combines as none', () => {
    expect(frame('名前: x', 1, 5, 6)).toBe([' > 1 │ 名前: x', '     │       ^'].join('\n'));
    expect(frame('"🙂": x', 1, 7, 8)).toBe([' > 1 │ "🙂": x', '     │       ^'].join('\n'));
    expect(frame('e\u0301: x', 1, 5, 6)).toBe([' > 1 │ e\u0301: x', '     │    ^'].join('\n'));
    expect(frame('a: 日本', 1, 4, 6)).toBe([' > 1 │ a: 日本', '     │    ^^^^'].join('\n'));
  });

  it('shows tabs as spaces', () => {
    expect(frame('a:\t1\n\tb', 1, 4, 5)).toBe([' > 1 │ a:  1', '     │     ^', '   2 │     b'].join('\n'));
  });

  it('shows characters that would act on the terminal as replaced', () => {
    expect(frame('a: \u001b[31m\u202e', 1, 4, 5)).toBe(
      [' > 1 │ a: \ufffd[31m\ufffd', '     │    ^'].join('\n'),
    );
  });

  it('cuts long lines around what is marked', () => {
    const text = `${'a'.repeat(50)}XYZ${'b'.repeat(50)}`;
    expect(frame(text, 1, 51, 54, 'here', { width: 21 })).toBe(
      [' > 1 │ …aaaaaaaaXYZbbbbbbbb…', '     │          ^^^ here'].join('\n'),
    );
    expect(frame(text, 1, 1, 2, '', { width: 11 })).toBe([' > 1 │ aaaaaaaaaa…', '     │ ^'].join('\n'));
    expect(frame(text, 1, 103, 104, '', { width: 11 })).toBe(
      [' > 1 │ …bbbbbbbbbb', '     │           ^'].join('\n'),
    );
  });

  it('cuts a marked part that is too long itself', () => {
    expect(frame(`a: ${'x'.repeat(30)}`, 1, 4, 34, 'long', { width: 12 })).toBe(
      [' > 1 │ a: xxxxxxxx…', '     │    ^^^^^^^^^ long'].join('\n'),
    );
  });

  it('does not cut a wide character in half', () => {
    expect(frame(`${'日'.repeat(10)}X${'本'.repeat(10)}`, 1, 11, 12, '', { width: 10 })).toBe(
      [' > 1 │ … 日X本本…', '     │     ^'].join('\n'),
    );
  });

  it('does not let a wide character stand out', () => {
    expect(frame(`ab${'本'.repeat(10)}`, 1, 1, 2, '', { width: 10 })).toBe(
      [' > 1 │ ab本本本…', '     │ ^'].join('\n'),
    );
    expect(frame(`abc${'本'.repeat(10)}`, 1, 1, 2, '', { width: 10 })).toBe(
      [' > 1 │ abc本本本…', '     │ ^'].join('\n'),
    );
  });

  it('shifts the lines around by as much', () => {
    const text = `short\n${'a'.repeat(30)}X\n${'c'.repeat(40)}`;
    expect(frame(text, 2, 31, 32, '', { width: 10 })).toBe(
      ['   1 │ …', ' > 2 │ …aaaaaaaaX', '     │          ^', '   3 │ …cccccccc…'].join('\n'),
    );
  });

  it('finds its place in a line of a million characters', () => {
    const text = `${'a'.repeat(500_000)}X${'b'.repeat(500_000)}`;
    expect(frame(text, 1, 500_001, 500_002, '', { width: 11 })).toBe(
      [' > 1 │ …aaaaXbbbb…', '     │      ^'].join('\n'),
    );
  });

  it('is coloured only if asked', () => {
    expect(frame('a', 1, 1, 2, 'note', { color: true })).toBe(
      ['\u001b[31m > 1 │\u001b[39m a', '     │ \u001b[31m^\u001b[39m note'].join('\n'),
    );
    expect(frame('a', 1, 1, 2, 'note')).not.toContain('\u001b');
  });
});

describe('cellsOf', () => {
  it.each([
    ['a', 1],
    ['日', 2],
    ['ｱ', 1],
    ['！', 2],
    ['👩‍👩‍👧', 2],
    ['❤️', 2],
    ['❤', 1],
    ['é', 1],
    ['\u0301', 0],
    ['\u200b', 0],
    ['\t', 4],
    ['\r', 1],
  ])('%j takes %i columns', (text, width) => {
    expect(cellsOf(text).reduce((sum, cell) => sum + cell.width, 0)).toBe(width);
  });

  it('reaches the next stop with a tab', () => {
    expect(cellsOf('ab\tc').map(({ column }) => column)).toEqual([0, 1, 2, 4]);
  });
});
