import type { Finding } from '../analysis/finding.js';
import type { Severity } from '../analysis/rule.js';
import { counted, type CheckedSet } from './check.js';
import { findingSentence, shortened, worstFirst } from './finding-words.js';

const COMMANDS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};
/** So many of each kind GitHub shows of a step (github.com/orgs/community/discussions/26680). */
const MOST_ALIKE = 10;
/** An annotation is a line, and a runner cuts long ones. */
const MOST_CHARACTERS = 3000;

/** The findings as annotations of GitHub Actions: workflow commands, one in a line, of each severity the first ten. */
export function checkGithub(sets: readonly CheckedSet[]): string {
  const findings = worstFirst(sets.flatMap((set) => set.findings));
  const counts = new Map<Severity, number>();
  const lines: string[] = [];
  for (const finding of findings) {
    const count = (counts.get(finding.severity) ?? 0) + 1;
    counts.set(finding.severity, count);
    if (count <= MOST_ALIKE) lines.push(annotation(finding));
  }
  for (const [severity, count] of counts) {
    if (count > MOST_ALIKE)
      lines.push(`${count - MOST_ALIKE} more of severity ${severity}; --output text has them all`);
  }
  const objects = sets.reduce((sum, set) => sum + set.objects, 0);
  lines.push(`${counted(findings.length, 'finding')} in ${counted(objects, 'object')}`);
  return `${lines.join('\n')}\n`;
}

function annotation(finding: Finding): string {
  const { rule, severity, location, fix } = finding;
  const place =
    location === undefined
      ? []
      : [
          `file=${property(location.file)}`,
          `line=${location.line}`,
          `col=${location.column}`,
          `endColumn=${location.endColumn}`,
        ];
  const text = shortened(`${findingSentence(finding)}\n${fix}`, MOST_CHARACTERS);
  return `::${COMMANDS[severity]} ${[...place, `title=${property(rule)}`].join(',')}::${data(text)}`;
}

/** As a runner undoes it (actions/toolkit, packages/core/src/command.ts, escapeData). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As a runner undoes it (there, escapeProperty). */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
