import { isJsonObject, type Json, type JsonObject } from '../../../src/model/json.js';

type Keyword = (argument: Json, value: Json, schema: JsonObject) => boolean;

const REMARKS = new Set(['$schema', 'description', 'default', 'title', 'examples']);

/** The keywords of draft 7 that zod writes. An unknown one is an error, so that nothing is passed by accident. */
const KEYWORDS: Readonly<Record<string, Keyword>> = {
  type: (types, value) =>
    (Array.isArray(types) ? types : [types]).some((type: Json) => isOfType(value, type)),
  enum: (values, value) => Array.isArray(values) && values.includes(value),
  const: (expected, value) => value === expected,
  minimum: (min, value) => typeof value !== 'number' || value >= Number(min),
  maximum: (max, value) => typeof value !== 'number' || value <= Number(max),
  pattern: (pattern, value) =>
    typeof value !== 'string' || (typeof pattern === 'string' && new RegExp(pattern).test(value)),
  minItems: (min, value) => !Array.isArray(value) || value.length >= Number(min),
  items: (schema, value) => !Array.isArray(value) || value.every((item: Json) => accepts(schema, item)),
  anyOf: (schemas, value) => Array.isArray(schemas) && schemas.some((schema: Json) => accepts(schema, value)),
  oneOf: (schemas, value) =>
    Array.isArray(schemas) && schemas.filter((schema: Json) => accepts(schema, value)).length === 1,
  required: (keys, value) =>
    !isJsonObject(value) || (Array.isArray(keys) && keys.every((key) => Object.hasOwn(value, String(key)))),
  properties: (schemas, value) =>
    !isJsonObject(value) ||
    (isJsonObject(schemas) &&
      Object.entries(schemas).every(
        ([key, schema]) => value[key] === undefined || accepts(schema, value[key]),
      )),
  propertyNames: (schema, value) =>
    !isJsonObject(value) || Object.keys(value).every((key) => accepts(schema, key)),
  additionalProperties: (schema, value, { properties }) =>
    !isJsonObject(value) ||
    Object.entries(value).every(
      ([key, item]) =>
        (isJsonObject(properties) && Object.hasOwn(properties, key)) ||
        (schema !== false && accepts(schema, item)),
    ),
};

/** Whether a value is valid under a JSON Schema. */
export function accepts(schema: Json, value: Json): boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isJsonObject(schema)) throw new Error('no schema');
  return Object.entries(schema).every(([name, argument]) => {
    const keyword = KEYWORDS[name];
    if (keyword === undefined && !REMARKS.has(name)) throw new Error(`unknown keyword ${name}`);
    return keyword === undefined || keyword(argument, value, schema);
  });
}

function isOfType(value: Json, type: Json): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
