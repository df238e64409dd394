import { at, stringAt } from '../mesh/fields.js';
import { labelSelector, type Selector } from '../mesh/labels.js';
import type { Mesh } from '../mesh/mesh.js';
import { labelOf, nearMiss } from '../mesh/pods/near-miss.js';
import { podsOf } from '../mesh/pods/pod-index.js';
import type { FieldPath } from '../model/field-path.js';
import { formatRef, refOf, type Manifest } from '../model/manifest.js';
import { selectsOtherWorkload } from './workloads/other-workloads.js';
import type { Violation } from './rule.js';

/** A selector, and where it is written. */
export interface WrittenSelector {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  readonly selector: Selector;
}

/** A `LabelSelector` of an object. */
export function selectorAt(manifest: Manifest, ...path: FieldPath): WrittenSelector {
  return { manifest, path, selector: labelSelector(at(manifest, ...path)) };
}

/**
 * What is wrong with a selector that selects no pod of a namespace of which the set has pods. A selector without any
 * condition selects all, and is right.
 */
export function selectsNothing(
  mesh: Mesh,
  namespace: string,
  written: WrittenSelector,
): Violation | undefined {
  const { selector, path } = written;
  const pods = podsOf(mesh);
  if (selector.length === 0 || pods.in(namespace).length === 0) return undefined;
  if (pods.selected(selector, namespace).length > 0) return undefined;
  if (selectsOtherWorkload(mesh, namespace, selector)) return undefined;
  const near = nearMiss(selector, pods.in(namespace));
  if (near === undefined) return { path, message: `no pod of namespace ${namespace} has these labels` };
  const { pod, unmet } = near;
  const labels = unmet.map((requirement) => labelOf(pod, requirement)).join(', ');
  return {
    path: unmet.length === 1 ? placeOf(written, unmet[0]?.key ?? '') : path,
    message: `selects no pod of namespace ${namespace}; the pods of ${formatRef(refOf(pod.manifest))} come nearest`,
    fix: labels,
    related: [{ manifest: pod.manifest, path: [...pod.path, 'metadata', 'labels'], message: labels }],
  };
}

/** Of the label, where it stands in a map; of the whole selector otherwise. */
function placeOf({ manifest, path }: WrittenSelector, key: string): FieldPath {
  const places = [
    [...path, key],
    [...path, 'matchLabels', key],
  ];
  return places.find((place) => stringAt(manifest, ...place) !== undefined) ?? path;
}
