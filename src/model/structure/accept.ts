import { isJsonObject, type Json, type JsonObject } from '../json.js';
import { definition, type Dialect } from './catalog.js';
import { holdsFor } from './cel/holds.js';
import { isPointer, isZero, zeroFields } from './go-zero.js';
import { checkBuiltIn, entryOf } from './kubernetes/checks.js';
import { fitsTogether, hasType, isPresent } from './matches.js';
import { repeated } from './repeated.js';
import { scalarExpectation, sizeExpectation } from './scalars.js';
import type { Schema } from './schema.js';

/** Whether there is certainly nothing wrong with a value; `false` only says that it has to be looked at. */
export type Acceptor = (value: Json) => boolean;

type Made = Record<'plain' | 'pointer', Acceptor | undefined>;

const acceptors: Readonly<Record<Dialect, WeakMap<Schema, Made>>> = {
  custom: new WeakMap(),
  'built-in': new WeakMap(),
};

/**
 * A schema as one function, made once. Nearly all objects have nothing wrong with them, and what the function accepts
 * need not be walked through with a path in hand, which takes three times as long.
 * @param field the field that has the schema: of some, Go's code sees no zero in an empty text
 */
export function acceptor(schema: Schema, dialect: Dialect, field = ''): Acceptor {
  const bySchema = acceptors[dialect];
  const pointer = isPointer(field);
  const kind = pointer ? 'pointer' : 'plain';
  let made = bySchema.get(schema);
  if (made === undefined) bySchema.set(schema, (made = { plain: undefined, pointer: undefined }));
  return (made[kind] ??= isLeaf(schema)
    ? compile(schema, dialect, pointer)
    : whenAsked(() => compile(schema, dialect, pointer)));
}

/** Definitions refer to themselves. */
function whenAsked(make: () => Acceptor): Acceptor {
  let made: Acceptor | undefined;
  return (value) => (made ??= make())(value);
}

function isLeaf({ $ref, items, properties, additionalProperties }: Schema): boolean {
  return [$ref, items, properties, additionalProperties].every((part) => part === undefined);
}

function compile(given: Schema, dialect: Dialect, pointer: boolean): Acceptor {
  const { $ref } = given;
  const schema = $ref === undefined ? given : definition($ref);
  const ofType = contentsOf(schema, dialect, $ref);
  const tests: Acceptor[] = [];
  if (hasBounds(schema))
    tests.push(
      (value) =>
        scalarExpectation(value, schema) === undefined && sizeExpectation(value, schema) === undefined,
    );
  const { oneOf, anyOf, allOf, not } = schema;
  if ($ref === undefined && [oneOf, anyOf, allOf, not].some(isGiven))
    tests.push((value) => fitsTogether(value, schema));
  for (const rule of schema['x-kubernetes-validations'] ?? [])
    tests.push((value) => holdsFor(rule, value, schema));
  const entry = $ref === undefined ? undefined : entryOf($ref);
  if (entry !== undefined) tests.push((value) => !isJsonObject(value) || isEmpty(checkBuiltIn(value, entry)));
  const canBeZero = dialect === 'built-in' && (schema.enum !== undefined || schema.format === 'byte');
  if (tests.length === 0 && !canBeZero) return ofType;
  return (value) => {
    if (canBeZero && isZero(value, schema, pointer)) return true;
    if (!ofType(value)) return false;
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
}

function hasBounds(schema: Schema): boolean {
  const { pattern, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const bounds = [pattern, minLength, maxLength, minimum, maximum, minItems, maxItems];
  return [...bounds, schema.minProperties, schema.maxProperties, schema.enum, schema.format].some(isGiven);
}

function isGiven(part: unknown): boolean {
  return part !== undefined;
}

/** The type, and what is in it. */
function contentsOf(schema: Schema, dialect: Dialect, $ref: string | undefined): Acceptor {
  const { type } = schema;
  if (schema['x-kubernetes-int-or-string'] === true) return (value) => hasType(value, schema);
  if (type === undefined) return untyped(schema, dialect, $ref);
  switch (type) {
    case 'string':
    case 'boolean':
      return (value) => typeof value === type;
    case 'integer':
    case 'number':
      return (value) => hasType(value, schema);
    case 'array':
      return itemsOf(schema, dialect);
    case 'object': {
      const fields = fieldsOf(schema, dialect, $ref);
      return (value) => isJsonObject(value) && fields(value);
    }
  }
}

function untyped(schema: Schema, dialect: Dialect, $ref: string | undefined): Acceptor {
  const { oneOf, properties } = schema;
  const isAny = oneOf !== undefined && properties === undefined;
  const items = itemsOf(schema, dialect);
  const fields = fieldsOf(schema, dialect, $ref);
  return (value) => {
    if (isAny && !oneOf.some((part) => hasType(value, part))) return false;
    if (Array.isArray(value)) return items(value);
    return !isJsonObject(value) || fields(value);
  };
}

function itemsOf(schema: Schema, dialect: Dialect): Acceptor {
  const { items } = schema;
  const ofItem = items === undefined ? isScalar : acceptor(items, dialect);
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (const item of value as readonly Json[]) if (item === null || !ofItem(item)) return false;
    return dialect === 'built-in' || repeated(value, schema).length === 0;
  };
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object';
}

function fieldsOf(
  schema: Schema,
  dialect: Dialect,
  $ref: string | undefined,
): (value: JsonObject) => boolean {
  const { properties, additionalProperties, required = [] } = schema;
  const entry = entryOf($ref ?? '');
  const isBuiltIn = dialect === 'built-in';
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    additionalProperties === true ||
    (properties === undefined && additionalProperties === undefined && isBuiltIn);
  const parts = new Map(
    Object.entries(properties ?? {}).map(([name, part]) => {
      const isUnjudged = entry?.unjudged?.includes(name) === true && part.$ref !== undefined;
      return [name, acceptor(isUnjudged ? definition(part.$ref) : part, dialect, name)] as const;
    }),
  );
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const ofOthers = others === undefined ? undefined : acceptor(others, dialect);
  const zeros = zeroFields(schema);
  const needed = required.filter((name) => entry?.spares?.includes(name) !== true);
  return (value) => {
    for (const name of Object.keys(value)) {
      const inner = value[name];
      const part = parts.get(name) ?? ofOthers;
      if (part === undefined ? !isOpen : isPresent(inner) && !part(inner)) return false;
    }
    for (const [name, part] of zeros)
      if (!isPresent(value[name]) && !isZeroAccepted(part, name)) return false;
    for (const name of needed) {
      const inner = value[name];
      if (!isPresent(inner) || (isBuiltIn && inner === '')) return false;
    }
    return true;
  };
}

/** What Go's code sees where nothing is. */
function isZeroAccepted(part: Schema, name: string): boolean {
  const { type } = part.$ref === undefined ? part : definition(part.$ref);
  if (type === 'object') return acceptor(part, 'built-in', name)({});
  return type !== 'string' || acceptor(part, 'built-in', name)('');
}

/** Whether there is nothing in it. */
export function isEmpty(all: Iterable<unknown>): boolean {
  return all[Symbol.iterator]().next().done === true;
}
