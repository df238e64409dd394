import type { FieldPath } from '../../model/field-path.js';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.js';
import { groupOf, type Manifest } from '../../model/manifest.js';

/** What a document has in it: objects, or what is none. */
export type Found =
  | { readonly kind: 'manifest'; readonly manifest: Manifest; readonly path: FieldPath }
  /** It says what kind of object it is, and lacks what it is known by. */
  | { readonly kind: 'nameless'; readonly path: FieldPath; readonly message: string }
  /** How Istio is installed. */
  | { readonly kind: 'installation'; readonly value: JsonObject; readonly message: string }
  | { readonly kind: 'other'; readonly message: string };

/** Read by programs other than the API server: no objects, although they look like one. */
const CLIENT_SIDE: ReadonlySet<string> = new Set(['kustomize.config.k8s.io', 'kind.x-k8s.io']);

/** The objects of a document, those of lists each for itself. */
export function objectsIn(value: unknown, path: FieldPath = []): readonly Found[] {
  if (!isJsonObject(value)) return [other('is no Kubernetes object')];
  const { apiVersion, kind, items } = value;
  if (apiVersion === undefined && kind === undefined) return [other('is no Kubernetes object')];
  if (typeof kind !== 'string' || kind === '') return [nameless([...path, 'kind'], 'kind', kind)];
  if (typeof apiVersion !== 'string' || apiVersion === '')
    return [nameless([...path, 'apiVersion'], 'apiVersion', apiVersion)];
  if (kind.endsWith('List') && Array.isArray(items))
    return (items as readonly Json[]).flatMap((item, i) =>
      objectsIn(withKind(item, apiVersion, kind.slice(0, -'List'.length)), [...path, 'items', i]),
    );
  if (groupOf(apiVersion) === 'install.istio.io')
    return [{ kind: 'installation', value, message: 'is for istioctl; its meshConfig is read' }];
  if (CLIENT_SIDE.has(groupOf(apiVersion))) return [other(`is a ${kind}, which is not for the API server`)];
  if (isManifest(value)) return [{ kind: 'manifest', manifest: value, path }];
  const { metadata } = value;
  if (!isJsonObject(metadata)) return [nameless([...path, 'metadata'], 'metadata.name', undefined)];
  return [nameless([...path, 'metadata', 'name'], 'metadata.name', metadata['name'])];
}

/** The items of a `PodList` are Pods, and need not say so. */
function withKind(item: Json, apiVersion: string, kind: string): Json {
  if (kind === '' || !isJsonObject(item) || item['kind'] !== undefined) return item;
  return { apiVersion, kind, ...item };
}

function isManifest(value: JsonObject): value is Manifest {
  const { metadata } = value;
  return isJsonObject(metadata) && typeof metadata['name'] === 'string' && metadata['name'] !== '';
}

function other(message: string): Found {
  return { kind: 'other', message };
}

function nameless(path: FieldPath, field: string, found: unknown): Found {
  const message =
    found === undefined || found === null
      ? `${field} is missing`
      : `${field} is ${JSON.stringify(found)}, expected a text that is not empty`;
  return { kind: 'nameless', path, message };
}
