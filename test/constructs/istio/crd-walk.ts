import ts from 'typescript';
import type { Schema } from './crd-schema.js';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
};

/** The types of some files and of all that they import. */
export function typesOf(files: readonly string[]): ts.Program {
  return ts.createProgram(files, OPTIONS);
}

/**
 * Where an exported type and the schema of a CRD disagree. Paths are those of the schema: `http[].match[].headers{}`.
 * An interface that stands for a name (`string | HostRef`) is fine where the schema wants a string.
 */
export function disagreements(
  types: ts.Program,
  file: string,
  name: string,
  schema: Schema,
): readonly string[] {
  const checker = types.getTypeChecker();
  const source = types.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const symbol = module?.exports?.get(ts.escapeLeadingUnderscores(name));
  if (symbol === undefined) throw new Error(`${file} exports no ${name}`);
  return [...compare(checker, [checker.getDeclaredTypeOfSymbol(symbol)], schema, '')];
}

const WORDS = ts.TypeFlags.StringLike;
const SCALARS: Readonly<Record<string, ts.TypeFlags>> = {
  string: WORDS,
  integer: ts.TypeFlags.NumberLike,
  number: ts.TypeFlags.NumberLike,
  boolean: ts.TypeFlags.BooleanLike,
};

function* compare(
  checker: ts.TypeChecker,
  types: readonly ts.Type[],
  schema: Schema,
  path: string,
): Iterable<string> {
  const parts = types
    .flatMap((type) => (type.isUnion() ? type.types : [type]))
    .filter((type) => !isNothing(type));
  const flag = SCALARS[schema.type];
  if (flag !== undefined) {
    if (!parts.some((type) => (type.flags & flag) !== 0)) yield `${path}: the CRD has a ${schema.type}`;
    if (schema.enum.length > 0) yield* compareEnum(parts, schema, path);
  } else if (schema.type === 'array' && schema.items !== undefined) {
    yield* compareInside(checker, parts, ts.IndexKind.Number, schema.items, `${path}[]`);
  } else if (schema.values !== undefined) {
    yield* compareInside(checker, parts, ts.IndexKind.String, schema.values, `${path}{}`);
  } else if (schema.type === 'object') {
    yield* compareObject(checker, parts, schema, path);
  } else yield `${path}: ${schema.type} is not walked`;
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function isNothing(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0;
}

function* compareEnum(parts: readonly ts.Type[], schema: Schema, path: string): Iterable<string> {
  if (parts.some((type) => (type.flags & ts.TypeFlags.String) !== 0))
    yield `${path}: any text, the CRD has an enum`;
  const ours = parts.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
  for (const word of schema.enum.filter((each) => !ours.includes(each)))
    yield `${path}=${word}: not in the props`;
  for (const word of ours.filter((each) => !schema.enum.includes(each)))
    yield `${path}=${word}: not in the CRD`;
}

function* compareInside(
  checker: ts.TypeChecker,
  parts: readonly ts.Type[],
  kind: ts.IndexKind,
  schema: Schema,
  path: string,
): Iterable<string> {
  const inside = parts
    .filter(isObject)
    .flatMap((type) => checker.getIndexInfosOfType(type))
    .filter((info) => isKind(info.keyType, kind));
  if (inside.length === 0) yield `${path}: the CRD has a ${kind === ts.IndexKind.Number ? 'list' : 'map'}`;
  else
    yield* compare(
      checker,
      inside.map((info) => info.type),
      schema,
      path,
    );
}

function isKind(key: ts.Type, kind: ts.IndexKind): boolean {
  return (key.flags & (kind === ts.IndexKind.Number ? ts.TypeFlags.Number : ts.TypeFlags.String)) !== 0;
}

function* compareObject(
  checker: ts.TypeChecker,
  parts: readonly ts.Type[],
  schema: Schema,
  path: string,
): Iterable<string> {
  const objects = parts.filter(isObject);
  const fields = fieldsOf(checker, objects);
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (objects.length === 0) yield `${path}: the CRD has an object`;
  for (const [name, property] of Object.entries(schema.properties)) {
    const field = fields.get(name);
    if (field === undefined) {
      yield `${below(name)}: not in the props`;
      continue;
    }
    if (field.optional && schema.required.includes(name))
      yield `${below(name)}: optional, the CRD requires it`;
    yield* compare(checker, field.types, property, below(name));
  }
  for (const name of fields.keys()) {
    if (!Object.hasOwn(schema.properties, name)) yield `${below(name)}: not in the CRD`;
  }
}

interface Field {
  readonly types: readonly ts.Type[];
  /** Whether some alternative that has the field lets it out. */
  readonly optional: boolean;
}

/** The fields that some alternative has. One that is forbidden (`?: never`) is none. */
function fieldsOf(checker: ts.TypeChecker, objects: readonly ts.Type[]): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const object of objects) {
    for (const symbol of checker.getPropertiesOfType(object)) {
      const type = checker.getTypeOfSymbol(symbol);
      const types = (type.isUnion() ? type.types : [type]).filter((each) => !isNothing(each));
      if (types.length === 0) continue;
      const before = fields.get(symbol.name);
      fields.set(symbol.name, {
        types: [...(before?.types ?? []), ...types],
        optional: before?.optional === true || (symbol.flags & ts.SymbolFlags.Optional) !== 0,
      });
    }
  }
  return fields;
}
