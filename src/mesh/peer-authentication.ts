import { byAge, createdAt } from './age.js';
import type { FieldPath } from '../model/field-path.js';
import { formatRef, refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { objectAt, stringAt } from './fields.js';
import { labelSelector, type Selector } from './labels.js';
import type { Unmodelled } from './match.js';
import { selectorIndex } from './selector-index.js';
import { namespaceOf, type Workload } from './workload.js';

/** Whether a port takes mTLS only, both, or plaintext only; and what says so. */
export interface EffectiveMtls {
  readonly mode: 'STRICT' | 'PERMISSIVE' | 'DISABLE';
  readonly resource?: ResourceRef;
  readonly path?: FieldPath;
}

/** The effective mTLS of a workload's port. */
export type MtlsModes = (workload: Workload, port: number) => EffectiveMtls | Unmodelled;

interface Policy {
  readonly manifest: Manifest;
  readonly namespace: string;
  /** `undefined` for a policy of a whole namespace. */
  readonly selector?: Selector;
}

/**
 * Workload, then namespace, then mesh, then PERMISSIVE; UNSET inherits. Ports come only from a policy with a selector,
 * and policies with a selector in the root namespace are ignored (istio `pilot/pkg/security/authn/policy_applier.go`
 * ComposePeerAuthentication). Of several at one level the oldest wins, which manifests do not tell.
 */
export function mtlsModes(manifests: readonly Manifest[], rootNamespace: string): MtlsModes {
  const policies = manifests.map((manifest): Policy => {
    const selector = labelSelector(objectAt(manifest, 'spec', 'selector'));
    return { manifest, namespace: namespaceOf(manifest), ...(selector.length === 0 ? {} : { selector }) };
  });
  const bySelector = selectorIndex(
    policies.filter(({ namespace, selector }) => selector !== undefined && namespace !== rootNamespace),
    ({ selector }) => selector ?? [],
    ({ namespace }) => namespace,
  );
  const byNamespace = new Map<string, Policy[]>();
  for (const policy of policies) {
    if (policy.selector !== undefined) continue;
    byNamespace.set(policy.namespace, [...(byNamespace.get(policy.namespace) ?? []), policy]);
  }
  return (workload, port) => {
    const levels = [
      bySelector.selecting(workload.namespace, workload.labels),
      byNamespace.get(workload.namespace) ?? [],
      workload.namespace === rootNamespace ? [] : (byNamespace.get(rootNamespace) ?? []),
    ];
    for (const level of levels) {
      const [first, second] =
        level.length > 1 ? level.toSorted((a, b) => byAge(a.manifest, b.manifest)) : level;
      if (first === undefined) continue;
      // Of names alone Istio makes no order here.
      if (second !== undefined && createdAt(first.manifest) === createdAt(second.manifest)) {
        return {
          unmodelled: `which of ${formatRef(refOf(first.manifest))} and ${formatRef(refOf(second.manifest))} is older`,
        };
      }
      const found = modeIn(first, port);
      if (found !== undefined) return found;
    }
    return { mode: 'PERMISSIVE' };
  };
}

function modeIn({ manifest, selector }: Policy, port: number): EffectiveMtls | undefined {
  const paths: readonly FieldPath[] = [
    ...(selector === undefined ? [] : [['spec', 'portLevelMtls', `${port}`, 'mode']]),
    ['spec', 'mtls', 'mode'],
  ];
  for (const path of paths) {
    const mode = stringAt(manifest, ...path);
    if (mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE')
      return { mode, resource: refOf(manifest), path };
  }
  return undefined;
}
