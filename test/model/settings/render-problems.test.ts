import { describe, expect, it } from 'vitest';
import type { SettingsProblem } from '../../../src/model/settings/problem.js';
import { renderProblems } from '../../../src/model/settings/render-problems.js';

function problem(message: string, column: number, hint?: string): SettingsProblem {
  const place = { file: 'a.yaml', line: 1, column, endColumn: column + 1 };
  return { ...place, path: ['a', 0], message, ...(hint === undefined ? {} : { hint }) };
}

function rendered(...problems: readonly SettingsProblem[]): readonly string[] {
  return renderProblems(problems, 'ab').split('\n');
}

describe('renderProblems', () => {
  it('shows the problems of one place above one frame', () => {
    expect(rendered(problem('one', 1), problem('two', 1), problem('three', 2))).toEqual([
      'a.yaml:1:1  a[0]: one',
      'a.yaml:1:1  a[0]: two',
      ' > 1 │ ab',
      '     │ ^',
      '',
      'a.yaml:1:2  a[0]: three',
      ' > 1 │ ab',
      '     │  ^',
    ]);
  });

  it('shows a hint once, and never loses one', () => {
    expect(rendered(problem('one', 1), problem('two', 1, 'so'), problem('three', 1, 'so'))).toEqual([
      'a.yaml:1:1  a[0]: one',
      'a.yaml:1:1  a[0]: two',
      'a.yaml:1:1  a[0]: three',
      ' > 1 │ ab',
      '     │ ^ so',
    ]);
    expect(rendered(problem('one', 1, 'so'), problem('two', 1, 'or so'))).toHaveLength(7);
    expect(rendered(problem('one', 1, 'so'), problem('two', 1))).toHaveLength(7);
  });

  it('has no line to show of a file that cannot be read', () => {
    const whole = { file: 'a.yaml', line: 0, column: 0, endColumn: 0, path: [], message: 'cannot be read' };
    expect(renderProblems([whole], '')).toBe('a.yaml  cannot be read');
    expect(renderProblems([{ ...whole, hint: 'did you mean b.yaml?' }], '')).toBe(
      'a.yaml  cannot be read, did you mean b.yaml?',
    );
  });
});
