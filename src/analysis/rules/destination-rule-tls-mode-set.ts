import { at, itemsAt, objectAt, stringAt, type Field } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import { defineRule } from '../rule.js';

export const destinationRuleTlsModeSet = defineRule({
  id: 'destination-rule-tls-mode-set',
  severity: 'error',
  what: 'A DestinationRule has `tls` without a mode.',
  why: 'That is DISABLE: callers send plaintext, and mutual TLS of the mesh is off for the host.',
  fix: 'Write the mode, or remove `tls` for what the mesh does by itself.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest) {
    for (const path of policiesOf(manifest)) {
      const tls = objectAt(at(manifest, ...path), 'tls');
      if (tls === undefined || stringAt(tls, 'mode') !== undefined) continue;
      yield { path: [...path, 'tls'], message: 'sends plaintext: without a mode it is DISABLE' };
    }
  },
});

function policiesOf(manifest: Field): readonly FieldPath[] {
  const policies: readonly FieldPath[] = [
    ['spec', 'trafficPolicy'],
    ...itemsAt(manifest, 'spec', 'subsets').map((_, i) => ['spec', 'subsets', i, 'trafficPolicy']),
  ];
  return policies.flatMap((path) => [
    path,
    ...itemsAt(manifest, ...path, 'portLevelSettings').map((_, i) => [...path, 'portLevelSettings', i]),
  ]);
}
