import type { Manifest } from '../model/manifest.js';
import type { FieldPath } from '../model/field-path.js';
import { itemsAt, numberAt, stringAt, at, type Field } from './fields.js';
import type { ManifestIndex } from './manifest-index.js';

/** What a container finds at a path. */
export type MountedFile =
  /** A key of a ConfigMap or Secret; the manifest if it is in the set. */
  | {
      readonly kind: 'ConfigMap' | 'Secret';
      readonly key: string;
      readonly manifest?: Manifest;
      /** Permissions of the file. */
      readonly mode: number;
    }
  /** No volume is mounted there: it would have to be part of the image. */
  | { readonly kind: 'image' }
  /** A volume whose content no manifest says. */
  | { readonly kind: 'unknown' };

/** As the API server fills it in (https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/). */
const DEFAULT_MODE = 0o644;
const SOURCES = [
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'secretName'],
] as const;

/** Follows a path of a container through its mounts to what the volume is made of. */
export function mountedFile(
  manifests: ManifestIndex,
  namespace: string,
  podSpec: Field,
  container: Field,
  file: string,
): MountedFile {
  const mounts = itemsAt(container, 'volumeMounts')
    .map((mount) => ({ mount, path: (stringAt(mount, 'mountPath') ?? '').replace(/\/+$/, '') }))
    .filter(({ path }) => file === path || file.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length);
  const [nearest] = mounts;
  if (nearest === undefined) return { kind: 'image' };
  const { mount, path } = nearest;
  const volume = itemsAt(podSpec, 'volumes').find((one) => stringAt(one, 'name') === stringAt(mount, 'name'));
  const inside = [stringAt(mount, 'subPath') ?? '', file.slice(path.length + 1)].filter(
    (part) => part !== '',
  );
  for (const [kind, field, nameField] of SOURCES) {
    const source = at(volume, field);
    const name = stringAt(source, nameField);
    if (name === undefined) continue;
    const item = itemsAt(source, 'items').find((one) => stringAt(one, 'path') === inside.join('/'));
    const [manifest] = manifests.same({ apiVersion: 'v1', kind, namespace, name });
    return {
      kind,
      key: stringAt(item, 'key') ?? inside.join('/'),
      mode: numberAt(item, 'mode') ?? numberAt(source, 'defaultMode') ?? DEFAULT_MODE,
      ...(manifest === undefined ? {} : { manifest }),
    };
  }
  return { kind: 'unknown' };
}

/** The text of a key of a ConfigMap or Secret, and where it is; nothing where the manifest does not say it as text. */
export function textOfKey(
  manifest: Manifest,
  key: string,
): { readonly path: FieldPath; readonly text: string } | undefined {
  for (const field of ['stringData', 'data']) {
    const text = stringAt(manifest, field, key);
    if (text === undefined) continue;
    const isEncoded = manifest.kind === 'Secret' && field === 'data';
    return { path: [field, key], text: isEncoded ? Buffer.from(text, 'base64').toString('utf8') : text };
  }
  return undefined;
}
