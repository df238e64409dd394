import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { at, itemsAt, stringAt, type Field } from '../fields.js';
import { containersOf, podTemplateOf, type PodTemplate } from '../pods/pod-template.js';

/** What holds configuration. */
export type ConfigKind = 'ConfigMap' | 'Secret';

/** A key that somebody reads by its name. */
export interface KeyUse {
  readonly key: string;
  readonly path: FieldPath;
}

/** A ConfigMap or a Secret that an object reads, in its own namespace. */
export interface ConfigUse {
  readonly kind: ConfigKind;
  readonly name: string;
  /** Of the name. */
  readonly path: FieldPath;
  /** Whether the pod starts without it. */
  readonly optional: boolean;
  /** The keys that are named. */
  readonly keys: readonly KeyUse[];
  /** Whether those are all that are read; otherwise it takes every key that there is. */
  readonly isKeyed: boolean;
  /** Whether it is what images are pulled with. */
  readonly isPull?: boolean;
}

const known = new WeakMap<Manifest, readonly ConfigUse[]>();

/** The ConfigMaps and Secrets that an object reads: for its pods, for the images of its account, for its certificates. */
export function configUsesOf(manifest: Manifest): readonly ConfigUse[] {
  let uses = known.get(manifest);
  if (uses === undefined) known.set(manifest, (uses = [...usesIn(manifest)]));
  return uses;
}

function* usesIn(manifest: Manifest): Iterable<ConfigUse> {
  if (manifest.kind === 'ServiceAccount') yield* pullSecrets(manifest, []);
  if (manifest.kind === 'Ingress') yield* certificates(manifest);
  const pod = podTemplateOf(manifest);
  if (pod === undefined) return;
  yield* pullSecrets(pod.spec, [...pod.path, 'spec']);
  for (const { container, path } of containersOf(pod)) yield* variables(container, path);
  for (const [i, volume] of itemsAt(pod.spec, 'volumes').entries())
    yield* ofVolume(volume, [...pod.path, 'spec', 'volumes', i], pod);
}

function* pullSecrets(owner: Field, path: FieldPath): Iterable<ConfigUse> {
  for (const [i, item] of itemsAt(owner, 'imagePullSecrets').entries()) {
    const use = useOf('Secret', item, [...path, 'imagePullSecrets', i], 'name', []);
    if (use !== undefined) yield { ...use, isPull: true };
  }
}

function* certificates(ingress: Manifest): Iterable<ConfigUse> {
  for (const [i, tls] of itemsAt(ingress, 'spec', 'tls').entries()) {
    const use = useOf('Secret', tls, ['spec', 'tls', i], 'secretName');
    if (use !== undefined) yield use;
  }
}

const BY_KEY = [
  ['ConfigMap', 'configMapKeyRef'],
  ['Secret', 'secretKeyRef'],
] as const;
const WHOLE = [
  ['ConfigMap', 'configMapRef'],
  ['Secret', 'secretRef'],
] as const;

function* variables(container: Field, path: FieldPath): Iterable<ConfigUse> {
  for (const [i, variable] of itemsAt(container, 'env').entries()) {
    for (const [kind, field] of BY_KEY) {
      const ref = at(variable, 'valueFrom', field);
      const below = [...path, 'env', i, 'valueFrom', field];
      const key = stringAt(ref, 'key');
      const use = useOf(
        kind,
        ref,
        below,
        'name',
        key === undefined ? [] : [{ key, path: [...below, 'key'] }],
      );
      if (use !== undefined) yield use;
    }
  }
  for (const [i, source] of itemsAt(container, 'envFrom').entries()) {
    for (const [kind, field] of WHOLE) {
      const use = useOf(kind, at(source, field), [...path, 'envFrom', i, field], 'name');
      if (use !== undefined) yield use;
    }
  }
}

function* ofVolume(volume: Field, path: FieldPath, pod: PodTemplate): Iterable<ConfigUse> {
  const mounts = mountsOf(pod, stringAt(volume, 'name'));
  const whole = [
    ['ConfigMap', 'configMap', 'name'],
    ['Secret', 'secret', 'secretName'],
  ] as const;
  for (const [kind, field, name] of whole) {
    const source = at(volume, field);
    const use = useOf(kind, source, [...path, field], name, itemKeys(source, [...path, field]) ?? mounts);
    if (use !== undefined) yield use;
  }
  for (const [i, source] of itemsAt(volume, 'projected', 'sources').entries()) {
    for (const [kind, field] of whole) {
      const below = [...path, 'projected', 'sources', i, field];
      const part = at(source, field);
      const use = useOf(kind, part, below, 'name', itemKeys(part, below));
      if (use !== undefined) yield use;
    }
  }
}

function itemKeys(source: Field, path: FieldPath): readonly KeyUse[] | undefined {
  if (at(source, 'items') === undefined) return undefined;
  return itemsAt(source, 'items').flatMap((item, i) => {
    const key = stringAt(item, 'key');
    return key === undefined ? [] : [{ key, path: [...path, 'items', i, 'key'] }];
  });
}

/** The keys that mounts name by `subPath`; `undefined` if some mount takes the whole volume, or none takes it. */
function mountsOf(pod: PodTemplate, volume: string | undefined): readonly KeyUse[] | undefined {
  const mounts = containersOf(pod).flatMap(({ container, path }) =>
    itemsAt(container, 'volumeMounts').flatMap((mount, i) =>
      stringAt(mount, 'name') === volume
        ? [{ key: stringAt(mount, 'subPath') ?? '', path: [...path, 'volumeMounts', i, 'subPath'] }]
        : [],
    ),
  );
  const areNamed = mounts.length > 0 && mounts.every(({ key }) => key !== '' && !key.includes('/'));
  return areNamed ? mounts : undefined;
}

/** @param keys the keys that it names; without any list it reads all */
function useOf(
  kind: ConfigKind,
  ref: Field,
  path: FieldPath,
  field: 'name' | 'secretName',
  keys?: readonly KeyUse[],
): ConfigUse | undefined {
  const name = stringAt(ref, field);
  if (name === undefined || name === '') return undefined;
  return {
    kind,
    name,
    path: [...path, field],
    optional: at(ref, 'optional') === true,
    keys: keys ?? [],
    isKeyed: keys !== undefined,
  };
}
