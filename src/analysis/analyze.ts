import type { Location } from '../mesh/load/placed.js';
import type { LoadProblem } from '../mesh/load/problem.js';
import { at } from '../mesh/fields.js';
import type { Mesh } from '../mesh/mesh.js';
import type { FieldPath } from '../model/field-path.js';
import { groupOf, refOf, type Manifest } from '../model/manifest.js';
import type { Finding } from './finding.js';
import { SEVERITIES, type ObjectRule, type Rule, type RuleText, type Violation } from './rule.js';
import { RULES } from './rules/index.js';
import { suppressionsOf, type SuppressionUse } from './suppressions.js';

/** How a set is judged. */
export interface AnalyzeOptions {
  /** @default - all rules of meshproof */
  readonly rules?: readonly Rule[];
  /** Rules that exist and do not run: suppressions of them are not judged.
   *  @default - none */
  readonly off?: readonly string[];
  /** What was wrong with the files of the set.
   *  @default - nothing */
  readonly problems?: readonly LoadProblem[];
  /** Where a field of an object is written.
   *  @default - nobody knows */
  readonly locate?: (manifest: Manifest, path: FieldPath, part: 'key' | 'value') => Location | undefined;
}

/** What was found in a set. */
export interface Analysis {
  readonly objects: number;
  /** By file and line, then by severity. */
  readonly findings: readonly Finding[];
  /** How many were kept back by an annotation. */
  readonly suppressed: number;
}

/** Runs the rules over a set. */
export function analyze(mesh: Mesh, options: AnalyzeOptions = {}): Analysis {
  const { rules = RULES, off = [], problems = [], locate = () => undefined } = options;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const findings: Finding[] = problems.flatMap((problem) => fromProblem(problem, byId.get(problem.rule)));
  const suppressions = suppressionsOf(mesh.manifests.all, rules, off);
  const rulesFor = chooser(rules);
  for (const manifest of mesh.manifests.all) {
    for (const rule of rulesFor(manifest)) {
      for (const violation of rule.check(manifest, mesh)) {
        if (suppressions.takes(manifest, rule.id)) continue;
        findings.push(fromViolation(rule, manifest, violation, locate));
      }
    }
  }
  for (const use of suppressions.mistakes()) findings.push(...fromSuppression(use, byId, locate));
  return {
    objects: mesh.manifests.all.length,
    findings: findings.toSorted(byPlace),
    suppressed: suppressions.count(),
  };
}

/** The rules that look at an object; the same list for all objects of a kind. */
function chooser(rules: readonly Rule[]): (manifest: Manifest) => readonly ObjectRule[] {
  const known = new Map<string, readonly ObjectRule[]>();
  const objectRules = rules.filter((rule): rule is ObjectRule => 'check' in rule);
  return ({ apiVersion, kind }) => {
    const key = `${groupOf(apiVersion)}/${kind}`;
    let chosen = known.get(key);
    if (chosen === undefined) {
      chosen = objectRules.filter(({ kinds }) => kinds?.includes(key) !== false);
      known.set(key, chosen);
    }
    return chosen;
  };
}

type Locate = NonNullable<AnalyzeOptions['locate']>;

function fromViolation(rule: RuleText, manifest: Manifest, violation: Violation, locate: Locate): Finding {
  const { path, isKey = false, message, fix, severity = rule.severity, related = [] } = violation;
  const value = at(manifest, ...path);
  return {
    ...textOf(rule),
    severity,
    resource: refOf(manifest),
    path,
    value: typeof value === 'object' ? undefined : value,
    message,
    hint: fix,
    location: locate(manifest, path, isKey ? 'key' : 'value'),
    related: related.map((place) => ({
      resource: refOf(place.manifest),
      path: place.path,
      message: place.message,
      location: locate(place.manifest, place.path, 'value'),
    })),
  };
}

function fromProblem(problem: LoadProblem, rule: Rule | undefined): readonly Finding[] {
  if (rule === undefined) return [];
  const { file, line, column, endColumn, message, hint } = problem;
  return [
    { ...textOf(rule), path: [], message, hint, location: { file, line, column, endColumn }, related: [] },
  ];
}

function fromSuppression(
  use: SuppressionUse,
  byId: ReadonlyMap<string, Rule>,
  locate: Locate,
): readonly Finding[] {
  const rule = byId.get(use.rule);
  return rule === undefined ? [] : [fromViolation(rule, use.manifest, use, locate)];
}

function textOf({ id, severity, why, fix, equivalent = [] }: RuleText) {
  return { rule: id, severity, why, fix, equivalent };
}

function byPlace(a: Finding, b: Finding): number {
  const [first, second] = [a.location, b.location];
  if (first !== undefined && second !== undefined && first.file !== second.file)
    return first.file < second.file ? -1 : 1;
  return (
    (first?.line ?? 0) - (second?.line ?? 0) ||
    (first?.column ?? 0) - (second?.column ?? 0) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
}
