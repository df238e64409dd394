// The entry `meshproof/cdk8s-plugin`: the rules as a validation plugin of cdk8s, for projects that synthesise with
// `app.synth()`.
import { analyze } from './analysis/analyze.js';
import type { Finding } from './analysis/finding.js';
import { RULES } from './analysis/rules/index.js';
import { meshOf } from './mesh/mesh.js';
import { findingSentence } from './report/finding-words.js';
import { chosenRules } from './sets/config/chosen-rules.js';
import { readSet } from './sets/read-set.js';
import { setOf } from './sets/sets-of.js';

/** What cdk8s gives to a validation: the parts of its `ValidationContext` that are used (cdk8s-cli, plugins/validation). */
export interface ValidationContext {
  /** The paths of the manifests, which are taken as one set. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: ValidationViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/** What cdk8s reports of a rule. */
export interface ValidationViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/** The rules of `meshproof check` for `validations:` in `cdk8s.yaml`. Errors fail the synthesis; the rest is reported. */
export class MeshproofValidation {
  /** Called by cdk8s with what it synthesised. The nearest `meshproof.yaml` above it counts.
   *  @throws ConfigError for a configuration that cannot be used */
  async validate({ manifests, report }: ValidationContext): Promise<void> {
    const set = await setOf(manifests, undefined);
    const { loaded, assumptions } = readSet(set);
    const { findings } = analyze(meshOf(loaded.manifests, assumptions), {
      ...chosenRules(RULES, set.config),
      problems: loaded.problems,
      programFiles: loaded.programFiles,
      locate: (manifest, ...place) => loaded.originOf(manifest)?.locate(...place),
    });
    for (const finding of findings) report.addViolation(violationOf(finding));
    const fails = findings.some(({ severity }) => severity === 'error');
    report.submit(fails ? 'failure' : 'success', { findings: String(findings.length) });
  }
}

function violationOf(finding: Finding): ValidationViolation {
  const { rule, severity, why, fix, resource, location } = finding;
  const place = location === undefined ? '' : `:${location.line}:${location.column} `;
  return {
    ruleName: rule,
    recommendation: `${severity}: ${why}`,
    fix,
    violatingResources: [
      {
        resourceName: resource?.name ?? '',
        locations: [`${place}${findingSentence(finding)}`],
        manifestPath: location?.file ?? '',
      },
    ],
  };
}
