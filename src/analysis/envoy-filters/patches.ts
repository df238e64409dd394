import { itemsAt, numberAt, stringAt, textsAt, type Field } from '../../mesh/fields.js';
import { mapSelector, type Selector } from '../../mesh/labels.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/** A patch of an EnvoyFilter. */
export interface Patch {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly selector: Selector;
  readonly priority: number;
  /** Of the entry of `configPatches`. */
  readonly path: FieldPath;
  readonly entry: Field;
  readonly applyTo: string;
  readonly operation: string;
}

/** The patches of an EnvoyFilter. */
export function patchesOf(manifest: Manifest): readonly Patch[] {
  return itemsAt(manifest, 'spec', 'configPatches').flatMap((entry, i): Patch[] => {
    const [applyTo, operation] = [stringAt(entry, 'applyTo'), stringAt(entry, 'patch', 'operation')];
    if (applyTo === undefined || operation === undefined) return [];
    return [
      {
        manifest,
        namespace: namespaceOf(manifest),
        selector: mapSelector(textsAt(manifest, 'spec', 'workloadSelector', 'labels')),
        priority: numberAt(manifest, 'spec', 'priority') ?? 0,
        path: ['spec', 'configPatches', i],
        entry,
        applyTo,
        operation,
      },
    ];
  });
}
