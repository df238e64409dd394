import type { Finding } from '../analysis/finding.js';
import { SEVERITIES } from '../analysis/rule.js';
import { counted, type CheckedSet } from './check.js';
import { findingSentence, shortened, worstFirst } from './finding-words.js';

/** A comment of GitHub has at most 65,536 characters, one of GitLab a million. */
const MOST_CHARACTERS = 60_000;
const MOST_IN_A_LINE = 1000;

/** The report of a check as Markdown, for a comment of a pull request: a table, and the findings of each rule folded away. */
export function checkMarkdown(sets: readonly CheckedSet[]): string {
  const findings = worstFirst(sets.flatMap((set) => set.findings));
  const objects = counted(
    sets.reduce((sum, set) => sum + set.objects, 0),
    'object',
  );
  const of = sets.length > 1 ? ` of ${counted(sets.length, 'set')}` : '';
  if (findings.length === 0) return `**meshproof check**: no findings in ${objects}${of}\n`;
  const counts = SEVERITIES.map((severity) => [severity, countOf(findings, severity)] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => (severity === 'info' ? `${count} info` : counted(count, severity)));
  const groups = byRule(findings);
  const head = [
    `**meshproof check**: ${counts.join(', ')} in ${objects}${of}`,
    '',
    '| rule | severity | findings |',
    '| --- | --- | ---: |',
    ...[...groups].map(
      ([rule, some]) => `| ${escaped(rule)} | ${some[0]?.severity ?? ''} | ${some.length} |`,
    ),
  ];
  return `${[...head, ...details(groups, head.join('\n').length)].join('\n')}\n`;
}

function byRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group === undefined) groups.set(finding.rule, [finding]);
    else group.push(finding);
  }
  return groups;
}

function countOf(findings: readonly Finding[], severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** As many blocks as there is room for. */
function details(groups: ReadonlyMap<string, readonly Finding[]>, used: number): readonly string[] {
  const blocks: string[] = [];
  let length = used;
  let left = 0;
  for (const [rule, findings] of groups) {
    const [first] = findings;
    const lines: string[] = [];
    for (const finding of findings) {
      const line = findingLine(finding);
      if (length + line.length > MOST_CHARACTERS) left += 1;
      else {
        lines.push(line);
        length += line.length + 1;
      }
    }
    if (first === undefined || lines.length === 0) continue;
    const title = `<details><summary>${escaped(rule)} (${findings.length})</summary>`;
    const block = [
      '',
      title,
      '',
      `${escaped(first.why)} ${escaped(first.fix)}`,
      '',
      ...lines,
      '',
      '</details>',
    ];
    length += block.join('\n').length - lines.join('\n').length;
    blocks.push(...block);
  }
  return left === 0 ? blocks : [...blocks, '', `${left} more are left out; \`--output json\` has all.`];
}

function findingLine(finding: Finding): string {
  const { location } = finding;
  const place = location === undefined ? '' : `${escaped(`${location.file}:${location.line}`)} `;
  return `- ${place}${escaped(shortened(findingSentence(finding), MOST_IN_A_LINE))}`;
}

/**
 * A text that is nothing but text in Markdown and HTML, in a table too: what could mean something, mentions and links to
 * issues among it, becomes an entity.
 */
function escaped(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/[^\p{L}\p{N} .,;()'"/-]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)
    .replaceAll('www.', 'www&#46;');
}
