import { readFileSync, writeFileSync } from 'node:fs';
import { baselineOf, compare, fingerprintOf, parseBaseline, type Baseline } from '../analysis/baseline.js';
import type { Finding } from '../analysis/finding.js';
import { SEVERITIES, type Rule } from '../analysis/rule.js';
import { RULES } from '../analysis/rules/index.js';
import { identityOf, refOf, type Manifest } from '../model/manifest.js';
import type { CheckedSet } from '../report/check.js';
import { checkGithub } from '../report/check-github.js';
import { checkJson } from '../report/check-json.js';
import { checkMarkdown } from '../report/check-markdown.js';
import { checkSarif } from '../report/check-sarif.js';
import { checkText } from '../report/check-text.js';
import { chosenRules } from '../sets/config/chosen-rules.js';
import { setsOf } from '../sets/sets-of.js';
import {
  CHECK_USAGE,
  checkOptions,
  type CheckOptions,
  type Output,
  type Threshold,
} from './check-options.js';
import { checkSet, type SetResult } from './check-set.js';
import type { Run, Streams } from './commands.js';
import { UsageError } from './usage-error.js';
import { version } from '../model/version.js';

/** Runs the rules over sets of manifests. */
export const check: Run = async (args, streams) => {
  const start = performance.now();
  const options = checkOptions(args);
  if (options.help) {
    streams.out(CHECK_USAGE);
    return 0;
  }
  const results: SetResult[] = [];
  for (const set of await setsOf(options.paths, options.config))
    results.push(checkSet(set, chosenRules(RULES, set.config)));
  for (const problem of results.flatMap(({ unpublished }) => unpublished))
    streams.err(`${problem}
`);
  if (options.updateBaseline && options.baseline !== undefined) {
    const all = results.flatMap(({ analysis }) => analysis.findings);
    const baseline = baselineOf(all, fingerprints(results));
    writeFileSync(
      options.baseline,
      `${JSON.stringify(baseline, null, 2)}
`,
    );
    streams.err(`${options.baseline}: ${all.length} findings written
`);
    return 0;
  }
  return report(results, options, streams, start);
};

function report(
  results: readonly SetResult[],
  options: CheckOptions,
  streams: Streams,
  start: number,
): number {
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const all = results.flatMap(({ analysis }) => analysis.findings);
  const compared = baseline === undefined ? undefined : compare(all, baseline, fingerprints(results));
  const fresh = new Set(compared?.fresh ?? all);
  const sets = results.map(({ set, loaded, analysis }): CheckedSet => {
    const findings = analysis.findings.filter((finding) => fresh.has(finding));
    return {
      name: set.name,
      objects: analysis.objects,
      findings,
      suppressed: analysis.suppressed,
      known: analysis.findings.length - findings.length,
      notes: loaded.notes.map(({ file, line, message }) => `${file}:${line} ${message}`),
      linesOf: loaded.linesOf,
    };
  });
  const told = { ...streams, seconds: (performance.now() - start) / 1000 };
  streams.out(reported(options.output, sets, results, told));
  if (compared !== undefined && compared.gone > 0)
    streams.err(`${compared.gone} findings of the baseline are gone: --update-baseline drops them\n`);
  const fails = results.some(({ set, analysis }) => {
    const failOn = options.failOn ?? set.config?.config.failOn ?? 'error';
    return isFailure(
      analysis.findings.filter((finding) => fresh.has(finding)),
      failOn,
    );
  });
  return fails ? 1 : 0;
}

function reported(
  output: Output,
  sets: readonly CheckedSet[],
  results: readonly SetResult[],
  { seconds, color = false }: { readonly seconds: number; readonly color?: boolean },
): string {
  switch (output) {
    case 'text':
      return checkText(sets, {
        rules: Math.max(...results.map(({ rules }) => rules.length)),
        seconds,
        color,
      });
    case 'json':
      return checkJson(sets);
    case 'sarif':
      return checkSarif(sets, {
        rules: rulesOf(results),
        version: version(),
        fingerprint: fingerprints(results),
      });
    case 'github':
      return checkGithub(sets);
    case 'markdown':
      return checkMarkdown(sets);
  }
}

/** All that ran, over whatever set. */
function rulesOf(results: readonly SetResult[]): readonly Rule[] {
  return [...new Map(results.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule]))).values()];
}

function isFailure(findings: readonly Finding[], failOn: Threshold): boolean {
  if (failOn === 'never') return false;
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
}

/** Fingerprints of findings in these sets; a finding has the object of its own set. */
function fingerprints(results: readonly SetResult[]): (finding: Finding) => string {
  const objects = new Map<Finding, Manifest | undefined>();
  for (const { loaded, analysis } of results) {
    const own = new Map(loaded.manifests.map((manifest) => [identityOf(refOf(manifest)), manifest]));
    for (const finding of analysis.findings) {
      const { resource } = finding;
      objects.set(finding, resource === undefined ? undefined : own.get(identityOf(resource)));
    }
  }
  return (finding) => fingerprintOf(finding, objects.get(finding));
}

function readBaseline(file: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(
      `${file}: ${why ? 'there is no such file; --update-baseline writes it' : String(error)}`,
    );
  }
  const baseline = parseBaseline(text);
  if (typeof baseline === 'string') throw new UsageError(`${file}: ${baseline}`);
  return baseline;
}
