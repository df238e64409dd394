import type { FieldPath } from '../../model/field-path.js';
import { groupOf, type Manifest } from '../../model/manifest.js';
import { at, itemsAt, textsAt, type Field } from '../fields.js';
import type { Labels } from '../labels.js';
import { namespaceOf, POD_TEMPLATES } from '../workload.js';
import { own } from '../../model/own.js';

/** Pods as an object of the set makes them. */
export interface PodTemplate {
  readonly manifest: Manifest;
  readonly namespace: string;
  /** The way from the object to what holds the `metadata` and the `spec` of the pods. */
  readonly path: FieldPath;
  readonly labels: Labels;
  /** The `spec` of the pods. */
  readonly spec: Field;
}

/** A container of a pod, and the way to it from the object. */
export interface Container {
  readonly path: FieldPath;
  readonly container: Field;
  /** Whether it has ended before the others start. */
  readonly isInit: boolean;
}

const GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'batch']);

const known = new WeakMap<Manifest, { readonly template: PodTemplate | undefined }>();

/**
 * The pods that an object makes, if it makes any. Objects of kinds that are not of Kubernetes do where they have a
 * template as those have (Rollouts of Argo, CloneSets of OpenKruise).
 */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  let found = known.get(manifest);
  if (found === undefined) known.set(manifest, (found = { template: templateOf(manifest) }));
  return found.template;
}

function templateOf(manifest: Manifest): PodTemplate | undefined {
  const { apiVersion, kind } = manifest;
  const isKnown = Object.hasOwn(POD_TEMPLATES, kind) && GROUPS.has(groupOf(apiVersion));
  const path = isKnown ? (own(POD_TEMPLATES, kind) ?? []) : ['spec', 'template'];
  const template = at(manifest, ...path);
  const spec = at(template, 'spec');
  if (!isKnown && itemsAt(spec, 'containers').length === 0) return undefined;
  return {
    manifest,
    namespace: namespaceOf(manifest),
    path,
    labels: textsAt(template, 'metadata', 'labels'),
    spec,
  };
}

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** The containers of a pod. An init container that restarts always runs beside the others. */
export function containersOf({ path, spec }: PodTemplate): readonly Container[] {
  return LISTS.flatMap((list) =>
    itemsAt(spec, list).map((container, i) => ({
      path: [...path, 'spec', list, i],
      container,
      isInit: list === 'initContainers' && at(container, 'restartPolicy') !== 'Always',
    })),
  );
}
