import { at, itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { networkPolicyOf } from '../../mesh/network-policy.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/** The kinds of which coverage counts parts, with the name of a part. */
export const COVERED_KINDS = {
  Gateway: 'servers',
  VirtualService: 'routes',
  AuthorizationPolicy: 'rules',
  RequestAuthentication: 'rules',
  PeerAuthentication: 'modes',
  NetworkPolicy: 'rules',
} as const;

export type CoveredKind = keyof typeof COVERED_KINDS;

const PARTS: Readonly<Record<CoveredKind, (manifest: Manifest) => readonly FieldPath[]>> = {
  Gateway: (manifest) => eachOf(manifest, ['spec', 'servers']),
  VirtualService: (manifest) => ['http', 'tls', 'tcp'].flatMap((kind) => routeParts(manifest, kind)),
  AuthorizationPolicy: policyParts,
  RequestAuthentication: (manifest) => (isTargeted(manifest) ? [] : eachOf(manifest, ['spec', 'jwtRules'])),
  PeerAuthentication: modeParts,
  NetworkPolicy: networkParts,
};

/** What of an object can decide a request, as the fields of which the decision is written in or below. */
export function partsOf(kind: CoveredKind, mesh: Mesh): readonly (readonly [Manifest, FieldPath])[] {
  return mesh
    .objects(kind)
    .flatMap((manifest) => PARTS[kind](manifest).map((path) => [manifest, path] as const));
}

function eachOf(manifest: Manifest, path: FieldPath): readonly FieldPath[] {
  return itemsAt(manifest, ...path).map((_, i) => [...path, i]);
}

/** A route with several matches counts once for each. */
function routeParts(manifest: Manifest, kind: string): readonly FieldPath[] {
  return eachOf(manifest, ['spec', kind]).flatMap((route) => {
    const matches = eachOf(manifest, [...route, 'match']);
    return matches.length > 1 ? matches : [route];
  });
}

/** A policy without rules counts as one; what is for waypoints alone, or decides nothing, does not count. */
function policyParts(manifest: Manifest): readonly FieldPath[] {
  if (isTargeted(manifest) || stringAt(manifest, 'spec', 'action') === 'AUDIT') return [];
  const rules = eachOf(manifest, ['spec', 'rules']);
  return rules.length === 0 ? [['spec']] : rules;
}

function isTargeted(manifest: Manifest): boolean {
  return ['targetRefs', 'targetRef'].some((name) => at(manifest, 'spec', name) !== undefined);
}

function modeParts(manifest: Manifest): readonly FieldPath[] {
  const ports = Object.keys(objectAt(manifest, 'spec', 'portLevelMtls') ?? {});
  const all: readonly FieldPath[] = [
    ['spec', 'mtls'],
    ...ports.map((port) => ['spec', 'portLevelMtls', port]),
  ];
  return all.filter((path) => !['UNSET', undefined].includes(stringAt(manifest, ...path, 'mode')));
}

/** A direction without rules, which refuses everything, counts as one. */
function networkParts(manifest: Manifest): readonly FieldPath[] {
  const policy = networkPolicyOf(manifest);
  return (['ingress', 'egress'] as const).flatMap((direction): readonly FieldPath[] => {
    if (policy[direction] === undefined) return [];
    const rules = eachOf(manifest, ['spec', direction]);
    return rules.length === 0 ? [['spec', direction]] : rules;
  });
}
