import { at, itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import { labelSelector } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { policyIndex, type PolicyIndex } from '../../mesh/policy-index.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';

/** A rule of a RequestAuthentication that holds for a workload. */
export interface TokenRule {
  readonly manifest: Manifest;
  /** Whose tokens it takes; empty for any. */
  readonly issuer: string;
}

interface Tokens {
  readonly namespace: string;
  readonly selector: ReturnType<typeof labelSelector>;
  readonly rules: readonly TokenRule[];
}

const tokens = perMesh((mesh): PolicyIndex<Tokens> =>
  policyIndex(
    mesh
      .objects('RequestAuthentication')
      .filter((manifest) => at(manifest, 'spec', 'targetRefs') === undefined)
      .filter((manifest) => at(manifest, 'spec', 'targetRef') === undefined)
      .map((manifest) => ({
        namespace: namespaceOf(manifest),
        selector: labelSelector(objectAt(manifest, 'spec', 'selector')),
        rules: itemsAt(manifest, 'spec', 'jwtRules').map((rule) => ({
          manifest,
          issuer: stringAt(rule, 'issuer') ?? '',
        })),
      })),
    mesh.assumptions.rootNamespace,
  ),
);

/** The rules by which a workload checks tokens, those that perhaps hold too. */
export function tokenRules(mesh: Mesh, workload: Parameters<PolicyIndex<Tokens>>[0]): readonly TokenRule[] {
  return tokens(mesh)(workload).flatMap(({ rules }) => rules);
}
