import type { Finding, RelatedFinding } from '../analysis/finding.js';
import { SEVERITIES, type Severity } from '../analysis/rule.js';
import { formatPath } from '../model/field-path.js';
import { formatRef } from '../model/manifest.js';
import { codeFrame, type FrameOptions } from '../model/settings/code-frame.js';
import { maskedLines } from './masked-lines.js';
import { counted, type CheckedSet } from './check.js';

/** What the report of a check is told. */
export interface CheckTextOptions extends FrameOptions {
  /** How many rules there are. */
  readonly rules: number;
  /** Time since the start, in seconds.
   *  @default - not said */
  readonly seconds?: number;
}

/** So many findings of a rule in one object are shown. */
const MOST_ALIKE = 10;
/** Where the codes of other tools stand. */
const CODES_AT = 81;
const COLORS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

/** The report of a check for people: each finding in the lines around it, why it matters, and what to do. */
export function checkText(sets: readonly CheckedSet[], options: CheckTextOptions): string {
  const explained = new Set<string>();
  const blocks = sets
    .map(withoutSecrets)
    .flatMap((set) => [
      ...(sets.length > 1 && set.findings.length > 0 ? [set.name] : []),
      ...setBlocks(set, explained, options),
    ]);
  return [...blocks, `${summary(sets, options)}\n`].join('\n\n');
}

/** No excerpt shows a secret, whatever finding it is for. */
function withoutSecrets(set: CheckedSet): CheckedSet {
  const secrets = set.findings.filter(({ isSecret = false }) => isSecret);
  const known = new Map<string, readonly string[]>();
  return {
    ...set,
    linesOf(file) {
      let lines = known.get(file);
      if (lines === undefined)
        known.set(
          file,
          (lines = maskedLines(
            set.linesOf(file),
            secrets.filter(({ location }) => location?.file === file),
          )),
        );
      return lines;
    },
  };
}

/** The same thing many times in one object is one thing to put right, and nobody reads it a thousand times. */
function setBlocks(set: CheckedSet, explained: Set<string>, options: CheckTextOptions): readonly string[] {
  const counts = new Map<string, number>();
  const blocks: string[] = [];
  for (const finding of set.findings) {
    const group = groupOf(finding);
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    if (count <= MOST_ALIKE) blocks.push(findingText(finding, set, explained, options));
  }
  for (const [group, count] of counts)
    if (count > MOST_ALIKE) blocks.push(`${count - MOST_ALIKE} more of ${group}; --output json has them all`);
  return blocks;
}

function groupOf({ rule, resource, location }: Finding): string {
  return `${rule} in ${resource === undefined ? (location?.file ?? 'the set') : formatRef(resource)}`;
}

function findingText(
  finding: Finding,
  set: CheckedSet,
  explained: Set<string>,
  options: CheckTextOptions,
): string {
  const { rule, severity, resource, path, message, hint, location, related, equivalent } = finding;
  const head = `${severity}${' '.repeat(Math.max(1, 8 - severity.length))}${rule}`;
  const codes = equivalent.join(' ');
  const title = codes === '' ? head : `${head.padEnd(Math.max(head.length + 2, CODES_AT))}${codes}`;
  const subject = resource === undefined ? '' : `${formatRef(resource)}: `;
  const field = path.length === 0 ? '' : `${formatPath(path)}: `;
  const lines = [paint(title, severity, options), `  ${subject}${field}${message}`];
  if (location !== undefined) {
    lines.push(`  ${location.file}:${location.line}:${location.column}`);
    lines.push(...codeFrame(set.linesOf(location.file), location, hint, options));
  } else if (hint !== undefined) {
    lines.push(`  ${hint}`);
  }
  if (finding.source !== undefined) lines.push(`  made at ${finding.source.file}:${finding.source.line}`);
  // Said once: it is the same for every finding of the rule.
  if (!explained.has(rule)) lines.push(`  why  ${finding.why}`, `  fix  ${finding.fix}`);
  explained.add(rule);
  return [...lines, ...related.map(relatedText)].join('\n');
}

function relatedText({ resource, message, location }: RelatedFinding): string {
  const place = location === undefined ? '' : ` (${location.file}:${location.line})`;
  return `  see  ${formatRef(resource)} ${message}${place}`;
}

function paint(text: string, severity: Severity, { color = false }: FrameOptions): string {
  return color ? `\u001b[1;${COLORS[severity]}m${text}\u001b[0m` : text;
}

function summary(sets: readonly CheckedSet[], { rules, seconds }: CheckTextOptions): string {
  const findings = sets.flatMap((set) => set.findings);
  const counts = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return severity === 'info' ? `${count} info` : counted(count, severity);
  }).filter((text, i) => i < 2 || !text.startsWith('0'));
  const total = (part: (set: CheckedSet) => number): number => sets.reduce((sum, set) => sum + part(set), 0);
  const notes = sets.flatMap((set) => set.notes);
  const kept = [
    [total(({ suppressed }) => suppressed), 'ignored by an annotation'],
    [total(({ known }) => known), 'in the baseline'],
  ] as const;
  const objects = counted(
    total((set) => set.objects),
    'object',
  );
  const of = sets.length > 1 ? ` of ${counted(sets.length, 'set')}` : '';
  const time = seconds === undefined ? '' : `, ${seconds.toFixed(2)} s`;
  const [first] = findings;
  return [
    ...notes.map((note) => `note   ${note}`),
    `${counts.join(', ')} in ${objects}${of} (${counted(rules, 'rule')}${time})${kept
      .filter(([count]) => count > 0)
      .map(([count, what]) => `, ${count} ${what}`)
      .join('')}${first === undefined ? '' : `      explain: meshproof rules ${first.rule}`}`,
  ].join('\n');
}
