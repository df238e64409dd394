import { analyze } from '../../analysis/analyze.js';
import { RULES } from '../../analysis/rules/index.js';
import { sourceOf } from '../../constructs/source.js';
import { assumptionsIn } from '../../mesh/load/assumptions.js';
import { meshOf } from '../../mesh/mesh.js';
import { findingSentence } from '../../report/finding-words.js';
import { placeOf } from '../collect/place.js';
import type { SynthCheck } from '../options.js';
import type { RenderedSet } from '../render.js';
import { identityOf, refOf } from '../../model/manifest.js';

/**
 * Runs the rules over a set that is about to be published.
 * @param problems gets the errors: each with the construct that it is about
 */
export function checkRendered(set: RenderedSet, problems: string[]): SynthCheck {
  const { manifests, constructs, facts } = set;
  const { findings } = analyze(meshOf(manifests, assumptionsIn(facts)), {
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
  return { rules: RULES.length, findings: findings.filter(({ severity }) => severity !== 'error') };
}
