import { isJsonObject, type JsonObject } from './json.js';

/** One Kubernetes object as data. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
}

/** The metadata that every manifest has. */
export interface ManifestMetadata extends JsonObject {
  readonly name: string;
}

/** Whether a value has what every object of Kubernetes has. */
export function isManifest(value: unknown): value is Manifest {
  return (
    isJsonObject(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isJsonObject(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}

/** Names one object: two manifests with equal refs are the same object for the API server. */
export interface ResourceRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for cluster-scoped objects, and where a manifest leaves it out. */
  readonly namespace: string;
  readonly name: string;
}

/** The ref of a manifest. */
export function refOf(manifest: Manifest): ResourceRef {
  const { apiVersion, kind, metadata } = manifest;
  const namespace = typeof metadata['namespace'] === 'string' ? metadata['namespace'] : '';
  return { apiVersion, kind, namespace, name: metadata.name };
}

/** The ref of a Namespace. */
export function namespaceRef(name: string): ResourceRef {
  return { apiVersion: 'v1', kind: 'Namespace', namespace: '', name };
}

/** Renders a ref as `kubectl` users name things: `VirtualService auralink/dashboard`. */
export function formatRef(ref: ResourceRef): string {
  return ref.namespace === '' ? `${ref.kind} ${ref.name}` : `${ref.kind} ${ref.namespace}/${ref.name}`;
}

/** The API group of an apiVersion; empty for the core group (`v1`). */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** Identity on the API server, which ignores the version: equal keys collide. */
export function identityOf(ref: ResourceRef): string {
  return [groupOf(ref.apiVersion), ref.kind, ref.namespace, ref.name].join('|');
}
