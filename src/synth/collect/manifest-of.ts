import { ApiObject, ApiObjectMetadataDefinition, LazyResolver } from 'cdk8s';
import { ImplicitTokenResolver, NumberStringUnionResolver, type App } from 'cdk8s';
import { isDictionary, NOT_PLAIN, plainDictionary, plainValue } from './plain-value.js';
import { unwritable } from './unwritable.js';

const STANDARD: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * Renders objects as `ApiObject.toJson()` does, which takes most of the time of a synthesis. Objects of plain data, which
 * are nearly all of them, are rendered here; whatever else an object consists of is left to cdk8s.
 * @returns a function that gives exactly what `toJson()` of the object gives, and throws what it throws, or an error for
 *   what no JSON can hold
 */
export function manifestRenderer(app: App): (object: ApiObject) => unknown {
  const resolvers: unknown = Reflect.get(app, 'resolvers');
  const isStandard =
    Array.isArray(resolvers) &&
    resolvers.length === STANDARD.length &&
    resolvers.every((one: unknown, at) => typeOf(one) === STANDARD[at]);
  if (!isStandard || (process.env['CDK8S_DISABLE_SORT'] ?? '') !== '') return stockManifest;
  return (object) => plainManifest(object) ?? stockManifest(object);
}

function stockManifest(object: ApiObject): unknown {
  const manifest: unknown = object.toJson();
  const problem = unwritable(manifest);
  if (problem !== undefined) throw new Error(`${problem}, expected what JSON and YAML can hold`);
  return manifest;
}

/** `undefined` if the object has to be rendered by cdk8s. */
function plainManifest(object: ApiObject): unknown {
  const props: unknown = Reflect.get(object, 'props');
  const patches: unknown = Reflect.get(object, 'patches');
  if (!hasOriginal(object, ApiObject, 'toJson') || !isDictionary(props)) return undefined;
  if (!Array.isArray(patches) || patches.length > 0) return undefined;
  const metadata = plainMetadata(object.metadata);
  if (metadata === NOT_PLAIN) return undefined;
  const { apiVersion, kind, metadata: ownMetadata, ...rest } = props;
  const body = plainDictionary(rest, false);
  if (!isDictionary(body)) return undefined;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries({ apiVersion, kind, metadata })) {
    const plain = plainValue(value, false);
    if (plain === NOT_PLAIN) return undefined;
    if (plain !== undefined) result[key] = plain;
  }
  return Object.assign(result, body);
}

/** As `ApiObjectMetadataDefinition.toJson()` (cdk8s, lib/metadata.js). */
function plainMetadata(metadata: ApiObjectMetadataDefinition): unknown {
  const additional: unknown = Reflect.get(metadata, '_additionalAttributes');
  if (!hasOriginal(metadata, ApiObjectMetadataDefinition, 'toJson') || !isDictionary(additional)) {
    return NOT_PLAIN;
  }
  const { name, namespace } = metadata;
  const [annotations, finalizers, ownerReferences, labels] = PRIVATE.map((field): unknown =>
    Reflect.get(metadata, field),
  );
  return plainDictionary(
    { ...additional, name, namespace, annotations, finalizers, ownerReferences, labels },
    true,
  );
}

const PRIVATE = ['annotations', 'finalizers', 'ownerReferences', 'labels'] as const;

function hasOriginal(object: object, type: { readonly prototype: object }, method: string): boolean {
  return Reflect.get(object, method) === Reflect.get(type.prototype, method);
}

function typeOf(object: unknown): unknown {
  return typeof object === 'object' && object !== null ? object.constructor : undefined;
}
