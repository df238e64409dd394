import { z } from 'zod';
import type { FieldPath } from '../field-path.js';
import { keyFacts, type KeyFacts } from './key.js';
import { own } from '../own.js';

/** A key of a schema. */
export interface KnownKey {
  readonly path: FieldPath;
  readonly schema: z.ZodType;
  readonly facts: KeyFacts;
}

/** A key of a schema that a value has. */
export interface FoundKey extends KnownKey {
  readonly value: unknown;
}

/** Every key of a schema; `[]` stands for each item of a list, and `{}` for each value of a map. */
export function* keysOf(schema: z.ZodType, path: FieldPath = []): Iterable<KnownKey> {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray) yield* keysOf(typeOf(inner.element), [...path, '[]']);
  if (inner instanceof z.ZodRecord) yield* keysOf(typeOf(inner.valueType), [...path, '{}']);
  if (!(inner instanceof z.ZodObject)) return;
  for (const [name, child] of Object.entries(inner.shape)) {
    const type = typeOf(child);
    yield { path: [...path, name], schema: type, facts: keyFacts.get(type) ?? {} };
    yield* keysOf(type, [...path, name]);
  }
}

/** The keys of a schema that a value has. */
export function* keysIn(value: unknown, schema: z.ZodType, path: FieldPath = []): Iterable<FoundKey> {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* keysIn(item, typeOf(inner.element), [...path, i]);
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (inner instanceof z.ZodRecord) yield* keysIn(item, typeOf(inner.valueType), [...path, name]);
    if (!(inner instanceof z.ZodObject)) continue;
    const child: unknown = own(inner.shape, name);
    if (child === undefined) continue;
    const type = typeOf(child);
    yield { path: [...path, name], value: item, schema: type, facts: keyFacts.get(type) ?? {} };
    yield* keysIn(item, type, [...path, name]);
  }
}

function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrapped(typeOf(schema.unwrap())) : schema;
}

function typeOf(schema: unknown): z.ZodType {
  if (!(schema instanceof z.ZodType)) throw new TypeError('a part of the schema is none of classic zod');
  return schema;
}
