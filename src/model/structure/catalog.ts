import { groupOf } from '../manifest.js';
import { ISTIO_KINDS, ISTIO_SCHEMAS } from './schemas/istio.js';
import { KUBERNETES_KINDS, KUBERNETES_SCHEMAS } from './schemas/kubernetes.js';
import type { Schema } from './schema.js';

/** What an API server knows of a kind. */
export interface KnownKind {
  /** Without the group. All have the same schema. */
  readonly versions: readonly string[];
  readonly namespaced: boolean;
  /**
   * How objects are read: `custom` as their CRD says, `built-in` by the API server's own code, for which the schema is
   * only a summary.
   */
  readonly dialect: Dialect;
  /** Of built-in kinds. */
  readonly definition?: string;
}

export type Dialect = 'custom' | 'built-in';

const parsed = new Map<string, Schema>();

/** A kind that has a schema here, whatever the version. */
export function knownKind(apiVersion: string, kind: string): KnownKind | undefined {
  const key = `${groupOf(apiVersion)}/${kind}`;
  const istio = lookUp(ISTIO_KINDS, key);
  if (istio !== undefined) return { ...istio, dialect: 'custom' };
  const builtIn = lookUp(KUBERNETES_KINDS, key);
  return builtIn === undefined ? undefined : { ...builtIn, dialect: 'built-in' };
}

const objects = new Map<string, Schema>();

/** The schema of the objects of a kind; of their metadata it says nothing, for those are the same in all kinds. */
export function schemaOf(apiVersion: string, kind: string): Schema | undefined {
  const key = `${groupOf(apiVersion)}/${kind}`;
  const known = objects.get(key);
  if (known !== undefined) return known;
  const text = lookUp(ISTIO_SCHEMAS, key);
  const builtIn = lookUp(KUBERNETES_KINDS, key);
  if (text === undefined && builtIn === undefined) return undefined;
  const schema = text === undefined ? definition(builtIn?.definition ?? '') : parseOnce(key, text);
  const object = {
    ...schema,
    properties: { ...schema.properties, apiVersion: ANY, kind: ANY, metadata: ANY },
  };
  objects.set(key, object);
  return object;
}

const ANY: Schema = { 'x-kubernetes-preserve-unknown-fields': true };

/** The schema that a `$ref` names. */
export function definition(name: string): Schema {
  const text = lookUp(KUBERNETES_SCHEMAS, name);
  if (text === undefined) throw new Error(`there is no definition ${name}`);
  return parseOnce(name, text);
}

function parseOnce(key: string, text: string): Schema {
  let schema = parsed.get(key);
  if (schema === undefined) parsed.set(key, (schema = JSON.parse(text) as Schema));
  return schema;
}

/** Names come from files: `constructor` is a kind that nobody has. */
function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
