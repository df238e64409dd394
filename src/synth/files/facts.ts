import { isJsonObject, type Json, type JsonObject } from '../../model/json.js';
import { formatPath, type FieldPath } from '../../model/field-path.js';
import { reservedFacts } from './lock.js';

/** The facts as JSON; what JSON cannot say is added to the problems. */
export function factsOf(facts: object, problems: string[]): JsonObject {
  const json = toJson(facts, [], problems);
  const object = isJsonObject(json) ? json : {};
  for (const key of reservedFacts(object))
    problems.push(`facts.${key} is what the lock says itself, choose another name`);
  return object;
}

function toJson(value: unknown, path: FieldPath, problems: string[]): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((one: unknown, at) => toJson(one, [...path, at], problems));
  if (isPlain(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(fields.map(([key, field]) => [key, toJson(field, [...path, key], problems)]));
  }
  problems.push(`facts: ${formatPath(path)} is a ${typeof value}, expected what JSON can say`);
  return null;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
