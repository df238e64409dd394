import { formatPath } from '../field-path.js';
import { codeFrame, type FrameOptions } from './code-frame.js';
import { maskedText } from './masked-text.js';
import type { SettingsProblem } from './problem.js';

/** Each problem with its place, its sentence and the lines around it, without secrets, an empty line between two. */
export function renderProblems(
  problems: readonly SettingsProblem[],
  text: string,
  options: FrameOptions = {},
): string {
  const lines = maskedText(text.split(/\r?\n/));
  const blocks: string[] = [];
  let heads: string[] = [];
  for (const [i, problem] of problems.entries()) {
    heads.push(headline(problem));
    const next = problems[i + 1];
    if (next !== undefined && sharesFrame(problem, next)) continue;
    blocks.push([...heads, ...codeFrame(lines, problem, problem.hint, options)].join('\n'));
    heads = [];
  }
  return blocks.join('\n\n');
}

/** All that is missing in one place, or wrong with what an alias stands for, is shown above the same lines. */
function sharesFrame(a: SettingsProblem, b: SettingsProblem): boolean {
  const isSamePlace = a.line === b.line && a.column === b.column && a.endColumn === b.endColumn;
  return isSamePlace && (a.hint === undefined || a.hint === b.hint);
}

function headline({ file, line, column, path, message, hint }: SettingsProblem): string {
  if (line === 0) return `${file}  ${message}${hint === undefined ? '' : `, ${hint}`}`;
  return `${file}:${line}:${column}  ${path.length === 0 ? '' : `${formatPath(path)}: `}${message}`;
}
