import type { Finding, RelatedFinding } from '../analysis/finding.js';
import type { Rule, Severity } from '../analysis/rule.js';
import { SUPPRESSION_PREFIX } from '../analysis/suppressions.js';
import { formatRef } from '../model/manifest.js';
import type { Location } from '../mesh/load/placed.js';
import type { CheckedSet } from './check.js';
import { findingSentence, shortened, worstFirst } from './finding-words.js';

/** What a SARIF report is told. */
export interface CheckSarifOptions {
  /** All rules that ran. */
  readonly rules: readonly Rule[];
  /** The version of meshproof. */
  readonly version: string;
  /** What a finding is known by in the next run. */
  readonly fingerprint: (finding: Finding) => string;
}

// What GitHub's code scanning takes (docs.github.com, "SARIF support for code scanning"): of a run it shows 5,000
// results, of a rule 20 tags.
const MOST_RESULTS = 5000;
const MOST_TAGS = 20;
const MOST_CHARACTERS = 2000;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * The report of a check as SARIF 2.1.0, one run for all sets, since code scanning takes one of a tool. Of more than 5,000
 * findings the worst are kept, and a notification counts the others.
 */
export function checkSarif(sets: readonly CheckedSet[], options: CheckSarifOptions): string {
  const all = worstFirst(sets.flatMap(({ findings }) => findings));
  const shown = all.slice(0, MOST_RESULTS);
  const indexes = new Map(options.rules.map(({ id }, i) => [id, i]));
  const seen = new Map<string, number>();
  const lost = all.length - shown.length;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'meshproof',
            semanticVersion: options.version,
            rules: options.rules.map(ruleSarif),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The working directory of the check.' } } },
        invocations: [
          {
            executionSuccessful: true,
            ...(lost === 0 ? {} : { toolExecutionNotifications: [notification(lost)] }),
          },
        ],
        results: shown.map((finding) => ({
          ruleId: finding.rule,
          ...(indexes.has(finding.rule) ? { ruleIndex: indexes.get(finding.rule) } : {}),
          level: LEVELS[finding.severity],
          message: { text: shortened(findingSentence(finding), MOST_CHARACTERS) },
          locations: [{ physicalLocation: placeSarif(finding.location) }],
          ...relatedSarif(finding.related),
          partialFingerprints: { 'meshproof/v1': numbered(options.fingerprint(finding), seen) },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Findings that look the same are told apart by their order. */
function numbered(fingerprint: string, seen: Map<string, number>): string {
  const count = (seen.get(fingerprint) ?? 0) + 1;
  seen.set(fingerprint, count);
  return count === 1 ? fingerprint : `${fingerprint}:${count}`;
}

function notification(lost: number) {
  return {
    level: 'warning',
    message: { text: `${lost} more findings are left out; --output json has all.` },
  };
}

function ruleSarif(rule: Rule) {
  const { id, severity, what, why, fix, equivalent = [] } = rule;
  const ignoring =
    'by' in rule
      ? []
      : [`To ignore it in one object, annotate the object: \`${SUPPRESSION_PREFIX}${id}: reason\`.`];
  const like = equivalent.length === 0 ? [] : [`The same condition elsewhere: ${equivalent.join(', ')}.`];
  return {
    id,
    shortDescription: { text: what },
    fullDescription: { text: `${what} ${why}` },
    help: {
      text: [what, why, fix, ...like].join('\n'),
      markdown: [`**${what}**`, why, `**Fix:** ${fix}`, ...like, ...ignoring].join('\n\n'),
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['istio', 'kubernetes', ...equivalent].slice(0, MOST_TAGS),
      'problem.severity': severity === 'info' ? 'recommendation' : severity,
    },
  };
}

function placeSarif(location: Location | undefined) {
  if (location === undefined) return { artifactLocation: { uri: '.', uriBaseId: '%SRCROOT%' } };
  const { file, line, column, endColumn } = location;
  return {
    artifactLocation: artifactOf(file),
    region: {
      startLine: Math.max(1, line),
      startColumn: Math.max(1, column),
      endColumn: Math.max(2, endColumn),
    },
  };
}

/** Relative paths are from the working directory on; only those can be shown beside the code of a repository. */
function artifactOf(file: string) {
  const path = file.replaceAll('\\', '/');
  const uri = path
    .split('/')
    .map((part) => encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${uri.slice(uri.indexOf('/'))}` };
  return { uri: uri.replace(/^(?:\.\/)+/, ''), uriBaseId: '%SRCROOT%' };
}

function relatedSarif(related: readonly RelatedFinding[]) {
  const placed = related.filter(({ location }) => location !== undefined);
  if (placed.length === 0) return {};
  return {
    relatedLocations: placed.map(({ resource, message, location }, i) => ({
      id: i + 1,
      physicalLocation: placeSarif(location),
      message: { text: shortened(`${formatRef(resource)} ${message}`, MOST_CHARACTERS) },
    })),
  };
}
