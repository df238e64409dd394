import { formatPath } from '../field-path.js';
import { codeFrame, type FrameOptions } from './code-frame.js';
import type { SettingsProblem } from './problem.js';

/** Each problem with its place, its sentence and the lines around it, an empty line between two. */
export function renderProblems(
  problems: readonly SettingsProblem[],
  text: string,
  options: FrameOptions = {},
): string {
  const lines = text.split(/\r?\n/);
  return problems
    .map((problem) => [headline(problem), ...codeFrame(lines, problem, problem.hint, options)].join('\n'))
    .join('\n\n');
}

function headline({ file, line, column, path, message, hint }: SettingsProblem): string {
  if (line === 0) return `${file}  ${message}${hint === undefined ? '' : `, ${hint}`}`;
  return `${file}:${line}:${column}  ${path.length === 0 ? '' : `${formatPath(path)}: `}${message}`;
}
