import { analyze } from '../../analysis/analyze.js';
import { RULES } from '../../analysis/rules/index.js';
import { sourceOf } from '../../constructs/source.js';
import { assumptionsIn } from '../../mesh/load/assumptions.js';
import { meshConfigIn, withMeshConfig } from '../../mesh/load/mesh-config.js';
import { meshOf } from '../../mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../model/assumptions.js';
import { findingSentence } from '../../report/finding-words.js';
import { assumedBy } from '../../sets/config/assumed-by.js';
import { chosenRules, type ChosenRules } from '../../sets/config/chosen-rules.js';
import { configAbove } from '../../sets/config/find-config.js';
import { readConfig, type ReadConfig } from '../../sets/config/read-config.js';
import { ConfigError } from '../../sets/config-error.js';
import { placeOf } from '../collect/place.js';
import type { SynthCheck } from '../options.js';
import type { RenderedSet } from '../render.js';
import { identityOf, refOf } from '../../model/manifest.js';

/** Runs the rules over a set that is about to be published; the problems get the errors. */
export type CheckRendered = (set: RenderedSet, problems: string[]) => SynthCheck;

/**
 * Makes what runs the rules as `meshproof check` will run them over what is published, with the same configuration.
 * @param config counts for all sets. @default - for each set the nearest `meshproof.yaml`, at its folder or above it
 */
export function renderedChecker(config?: string): CheckRendered {
  const read = new Map<string, { readonly config: ReadConfig; readonly chosen: ChosenRules }>();
  return (set, problems) => {
    const file = config ?? configAbove(set.outdir);
    try {
      if (file === undefined)
        return checkRendered(set, problems, DEFAULT_ASSUMPTIONS, { rules: RULES, off: [] });
      let found = read.get(file);
      if (found === undefined) {
        const known = readConfig(file);
        read.set(file, (found = { config: known, chosen: chosenRules(RULES, known) }));
      }
      return checkRendered(set, problems, assumedBy(found.config.config), found.chosen);
    } catch (error) {
      // Also where a rule of the project itself fails.
      if (!(error instanceof ConfigError)) throw error;
      problems.push(error.message);
      return { rules: 0, findings: [] };
    }
  };
}

function checkRendered(
  set: RenderedSet,
  problems: string[],
  configured: Assumptions,
  { rules, off }: ChosenRules,
): SynthCheck {
  const { manifests, constructs, facts } = set;
  const assumed = assumptionsIn(facts, configured);
  const meshConfig = meshConfigIn({ manifests, installations: [] }, assumed.rootNamespace);
  const { findings } = analyze(meshOf(manifests, withMeshConfig(assumed, meshConfig)), {
    rules,
    off,
    sourceOf(manifest) {
      const construct = constructs.get(manifest);
      return construct === undefined ? undefined : sourceOf(construct);
    },
  });
  const byIdentity = new Map([...constructs].map(([manifest, one]) => [identityOf(refOf(manifest)), one]));
  for (const finding of findings) {
    if (finding.severity !== 'error') continue;
    const construct =
      finding.resource === undefined ? undefined : byIdentity.get(identityOf(finding.resource));
    const place = construct === undefined ? '' : `${placeOf(construct)}: `;
    problems.push(`${place}${findingSentence(finding)}  [${finding.rule}]\n  ${finding.why} ${finding.fix}`);
  }
  return { rules: rules.length, findings: findings.filter(({ severity }) => severity !== 'error') };
}
