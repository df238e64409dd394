import type { FieldPath } from '../model/field-path.js';
import type { Manifest } from '../model/manifest.js';
import type { Mesh } from '../mesh/mesh.js';
import type { ProgramFile } from '../model/programs/program-file.js';

/**
 * How bad a finding is. `error`: the manifest does not do what it plainly says, is refused, or opens what looks closed.
 * `warning`: it depends on something outside of the set, or works and bites under load or change. `info`: hygiene.
 */
export type Severity = 'error' | 'warning' | 'info';

/** From the worst. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** A part of a text: the offset where it begins, and the one where what follows begins. */
export type TextPart = readonly [start: number, end: number];

/** What one rule found in one place. */
export interface Violation {
  readonly path: FieldPath;
  /** The part of the text at the path that is meant, from an offset to another.
   *  @default - all of it */
  readonly within?: TextPart | undefined;
  /** Whether the name of the field is meant and not its value.
   *  @default false */
  readonly isKey?: boolean | undefined;
  /** A sentence without a final period. */
  readonly message: string;
  /** Whether the value is to stay secret: no report shows it.
   *  @default false */
  readonly isSecret?: boolean | undefined;
  /** How bad this one is, where less is certain than the rule says.
   *  @default - the `severity` of the rule */
  readonly severity?: Severity | undefined;
  /** How this one is put right, where more can be said than the rule says.
   *  @default - the `fix` of the rule */
  readonly fix?: string | undefined;
  /** What follows from it, or explains it.
   *  @default - nothing */
  readonly related?: readonly RelatedPlace[];
}

/** Another place that has to do with a finding. */
export interface RelatedPlace {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  readonly message: string;
}

/** What a rule says about itself. */
export interface RuleText {
  /** Kebab-case, the subject first. The name of its file, its page, its fixtures and its suppression. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, as a sentence. */
  readonly what: string;
  /** Why it hurts, as a sentence. */
  readonly why: string;
  /** What to do, as a sentence. */
  readonly fix: string;
  /** Codes of istioctl (`IST…`) and Kiali (`KIA…`) that report the same.
   *  @default - none */
  readonly equivalent?: readonly string[];
  /** What it finds more or less than they do on purpose, and why; as sentences.
   *  @default - nothing */
  readonly differs?: string;
}

/** A rule about objects. */
export interface ObjectRule extends RuleText {
  /** `group/kind` of the objects that it looks at: `networking.istio.io/VirtualService`, `/Service`.
   *  @default - all objects */
  readonly kinds?: readonly string[];
  /** What is wrong with one object. Pure, and never throws whatever the object is like. */
  readonly check: (manifest: Manifest, mesh: Mesh) => Iterable<Violation>;
  /** What is wrong with the configuration of LiveKit or AIC that is a file by itself. The same holds for it.
   *  @default - such files are no matter of the rule */
  readonly checkFile?: (file: ProgramFile) => Iterable<Violation>;
}

/** A rule that the loader or the analysis itself applies: what it finds is no matter of one object of the set. */
export interface BuiltInRule extends RuleText {
  readonly by: 'loading' | 'suppression';
}

export type Rule = ObjectRule | BuiltInRule;

/** Gives a rule its type, and makes sure that it explains itself.
 *  @throws if the id is not kebab-case, or a sentence is missing its end */
export function defineRule<R extends Rule>(rule: R): R {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(rule.id))
    throw new Error(`the id of a rule is ${JSON.stringify(rule.id)}, expected words joined by dashes`);
  for (const part of ['what', 'why', 'fix'] as const) {
    if (!rule[part].endsWith('.'))
      throw new Error(`${rule.id}: ${part} is no sentence that ends in a period`);
  }
  return rule;
}
