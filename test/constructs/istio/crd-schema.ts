import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isJsonObject, type Json } from '../../../src/model/json.js';

/** What the walk needs of an OpenAPI schema. */
export interface Schema {
  readonly type: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly enum: readonly string[];
  readonly items: Schema | undefined;
  readonly values: Schema | undefined;
}

const FOLDER = new URL('../../../imports/crds/', import.meta.url);

/** The schema of `spec` in the committed CRD of a kind. */
export function specSchemaOf(kind: string): Schema {
  for (const file of readdirSync(FOLDER)) {
    const crd = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Json;
    if (at(crd, 'spec', 'names', 'kind') !== kind) continue;
    const versions = at(crd, 'spec', 'versions');
    const version = listOf(versions).find((each) => at(each, 'name') === 'v1');
    return schemaOf(at(version ?? null, 'schema', 'openAPIV3Schema', 'properties', 'spec'));
  }
  throw new Error(`no CRD of ${kind} in ${FOLDER.pathname}`);
}

function at(value: Json, ...path: readonly string[]): Json {
  return path.reduce<Json>((found, key) => (isJsonObject(found) ? (found[key] ?? null) : null), value);
}

function schemaOf(json: Json): Schema {
  const type = at(json, 'type');
  if (typeof type !== 'string') throw new Error(`no type: ${JSON.stringify(json)}`);
  const properties = at(json, 'properties');
  const items = at(json, 'items');
  const values = at(json, 'additionalProperties');
  return {
    type,
    properties: Object.fromEntries(
      Object.entries(isJsonObject(properties) ? properties : {}).map(([name, property]) => [
        name,
        schemaOf(property),
      ]),
    ),
    required: textsOf(at(json, 'required')),
    enum: textsOf(at(json, 'enum')),
    items: items === null ? undefined : schemaOf(items),
    values: values === null ? undefined : schemaOf(values),
  };
}

function textsOf(json: Json): readonly string[] {
  return listOf(json).filter((item) => typeof item === 'string');
}

function listOf(json: Json): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : [];
}
