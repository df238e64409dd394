import { at, itemsAt, objectAt, stringAt, textsAt, type Field } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { defineRule, type Violation } from '../rule.js';
import { selectorAt, selectsNothing } from '../selects-nothing.js';

export const networkPolicySelects = defineRule({
  id: 'network-policy-selects',
  severity: 'error',
  what: 'A NetworkPolicy is for pods, or names callers or callees, that no namespace has.',
  why: 'A policy without pods protects none; a peer without pods admits nobody.',
  fix: 'Select the labels of the pod template.',
  kinds: ['networking.k8s.io/NetworkPolicy'],

  *check(manifest, mesh) {
    const own = namespaceOf(manifest);
    const selected = selectsNothing(mesh, own, selectorAt(manifest, 'spec', 'podSelector'));
    if (selected !== undefined) yield selected;
    // A policy that is for nobody is one mistake; what its peers say does not matter.
    else yield* peers(manifest, mesh, own);
  },
});

const SIDES = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

function* peers(manifest: Manifest, mesh: Mesh, own: string): Iterable<Violation> {
  for (const [direction, side] of SIDES) {
    for (const [i, rule] of itemsAt(manifest, 'spec', direction).entries()) {
      for (const [j, peer] of itemsAt(rule, side).entries()) {
        const path: FieldPath = ['spec', direction, i, side, j, 'podSelector'];
        const namespace = namespaceOfPeer(peer, own);
        if (namespace === undefined || at(peer, 'podSelector') === undefined) continue;
        const found = selectsNothing(mesh, namespace, selectorAt(manifest, ...path));
        if (found !== undefined) yield found;
      }
    }
  }
}

/** Its own, or the one that a peer names by the label that every namespace has. */
function namespaceOfPeer(peer: Field, own: string): string | undefined {
  const selector = objectAt(peer, 'namespaceSelector');
  if (selector === undefined) return own;
  const labels = textsAt(selector, 'matchLabels');
  const isNamed = Object.keys(labels).length === 1 && at(selector, 'matchExpressions') === undefined;
  return isNamed ? stringAt(labels, 'kubernetes.io/metadata.name') : undefined;
}
