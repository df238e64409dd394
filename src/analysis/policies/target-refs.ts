import { itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import type { NamedObject } from '../missing-object.js';

/** Policies that may say by reference what they are for. */
export const TARGETING_KINDS = [
  'security.istio.io/AuthorizationPolicy',
  'security.istio.io/RequestAuthentication',
  'telemetry.istio.io/Telemetry',
  'extensions.istio.io/WasmPlugin',
  'extensions.istio.io/TrafficExtension',
];

/** What a policy refers to, which is in its own namespace (istio `pilot/pkg/model/policyattachment.go`). */
export interface TargetRef extends NamedObject {
  readonly path: FieldPath;
}

/** The references of a policy. */
export function targetRefs(manifest: Manifest): readonly TargetRef[] {
  const paths: readonly FieldPath[] = [
    ...(objectAt(manifest, 'spec', 'targetRef') === undefined ? [] : [['spec', 'targetRef']]),
    ...itemsAt(manifest, 'spec', 'targetRefs').map((_, i) => ['spec', 'targetRefs', i]),
  ];
  return paths.flatMap((path): TargetRef[] => {
    const [kind, name] = ['kind', 'name'].map((field) => stringAt(manifest, ...path, field));
    if (kind === undefined || name === undefined) return [];
    const group = stringAt(manifest, ...path, 'group') ?? '';
    return [{ path, group: group === 'core' ? '' : group, kind, name, namespace: namespaceOf(manifest) }];
  });
}
