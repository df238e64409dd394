import type { LoadedProgramFile } from '../mesh/load/load-text.js';
import type { Location } from '../mesh/load/placed.js';
import type { LoadProblem } from '../mesh/load/problem.js';
import { at, type Field } from '../mesh/fields.js';
import type { Mesh } from '../mesh/mesh.js';
import type { FieldPath } from '../model/field-path.js';
import { groupOf, refOf, type Manifest } from '../model/manifest.js';
import type { Finding, SourcePlace } from './finding.js';
import {
  SEVERITIES,
  type ObjectRule,
  type Rule,
  type RuleText,
  type TextPart,
  type Violation,
} from './rule.js';
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
  /** Configurations of LiveKit and AIC that are files by themselves.
   *  @default - none */
  readonly programFiles?: readonly LoadedProgramFile[];
  /** Where a field of an object is written.
   *  @default - nobody knows */
  readonly locate?: (
    manifest: Manifest,
    path: FieldPath,
    part: 'key' | 'value',
    within?: TextPart,
  ) => Location | undefined;
  /** Where an object was made.
   *  @default - nobody knows */
  readonly sourceOf?: (manifest: Manifest) => SourcePlace | undefined;
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
  const {
    rules = RULES,
    off = [],
    problems = [],
    programFiles = [],
    locate = () => undefined,
    sourceOf = () => undefined,
  } = options;
  const places: Places = { locate, sourceOf };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const findings: Finding[] = problems.flatMap((problem) => fromProblem(problem, byId.get(problem.rule)));
  const suppressions = suppressionsOf(mesh.manifests.all, rules, off);
  const rulesFor = chooser(rules);
  for (const manifest of mesh.manifests.all) {
    for (const rule of rulesFor(manifest)) {
      for (const violation of rule.check(manifest, mesh)) {
        if (suppressions.takes(manifest, rule.id)) continue;
        findings.push(fromViolation(rule, manifest, violation, places));
      }
    }
  }
  const fileRules = rules.filter((rule): rule is ObjectRule => 'checkFile' in rule);
  for (const file of programFiles)
    for (const rule of fileRules) for (const finding of fromFile(rule, file)) findings.push(finding);
  for (const use of suppressions.mistakes()) findings.push(...fromSuppression(use, byId, places));
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

type Places = Required<Pick<AnalyzeOptions, 'locate' | 'sourceOf'>>;

function fromViolation(
  rule: RuleText,
  manifest: Manifest,
  violation: Violation,
  { locate, sourceOf }: Places,
): Finding {
  const {
    path,
    within,
    isKey = false,
    isSecret = false,
    message,
    fix,
    severity = rule.severity,
    related = [],
  } = violation;
  const value = partOf(at(manifest, ...path), within);
  return {
    ...textOf(rule),
    severity,
    resource: refOf(manifest),
    path,
    ...(isSecret ? secretOf(value, within) : { value: typeof value === 'object' ? undefined : value }),
    message,
    hint: fix,
    location: locate(manifest, path, isKey ? 'key' : 'value', within),
    source: sourceOf(manifest),
    related: related.map((place) => ({
      resource: refOf(place.manifest),
      path: place.path,
      message: place.message,
      location: locate(place.manifest, place.path, 'value'),
    })),
  };
}

function partOf(value: Field, within: TextPart | undefined): Field {
  return typeof value === 'string' && within !== undefined ? value.slice(...within) : value;
}

/** A part of a text has an end that its place does not tell if it goes on below. */
function secretOf(value: Field, within: TextPart | undefined): Pick<Finding, 'isSecret' | 'secretLines'> {
  const below = typeof value === 'string' && within !== undefined ? value.split('\n').length - 1 : 0;
  return { isSecret: true, ...(below > 0 ? { secretLines: below } : {}) };
}

function* fromFile(rule: ObjectRule, { locate, ...file }: LoadedProgramFile): Iterable<Finding> {
  for (const violation of rule.checkFile?.(file) ?? []) {
    const { path, isKey = false, isSecret = false, message, fix, severity = rule.severity } = violation;
    const value = at(file.value, ...path);
    yield {
      ...textOf(rule),
      severity,
      path,
      ...(isSecret ? { isSecret } : { value: typeof value === 'object' ? undefined : value }),
      message,
      hint: fix,
      location: locate(path, isKey ? 'key' : 'value'),
      related: [],
    };
  }
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
  places: Places,
): readonly Finding[] {
  const rule = byId.get(use.rule);
  return rule === undefined ? [] : [fromViolation(rule, use.manifest, use, places)];
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
