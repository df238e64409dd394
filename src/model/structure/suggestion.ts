import { formatPath, type FieldPath } from '../field-path.js';
import { suggest } from '../suggest.js';
import type { Schema } from './schema.js';

/** What may have been meant by a field that is not known: one with a similar name, or one that is further out or in. */
export interface Suggestion {
  readonly hint: string;
  /** The field of the same mapping that was meant. */
  readonly meant?: string;
}

/** A mapping on the way to the unknown field, the innermost last. */
export interface Level {
  /** How many steps of the path lead to it. */
  readonly depth: number;
  readonly schema: Schema;
}

/** Looks for what was meant. */
export function suggestion(name: string, levels: readonly Level[], path: FieldPath): Suggestion | undefined {
  const here = levels.at(-1)?.schema.properties ?? {};
  const similar = suggest(name, Object.keys(here));
  if (similar !== undefined) return { hint: `did you mean ${similar}?`, meant: similar };
  const outer = levels.slice(0, -1).findLast(({ schema }) => has(schema, name));
  if (outer !== undefined) {
    const place = outer.depth === 0 ? 'the object' : formatPath(path.slice(0, outer.depth));
    return { hint: `${name} belongs in ${place}` };
  }
  const inner = Object.keys(here).filter((key) => has(here[key], name));
  return inner.length === 0 ? undefined : { hint: `${name} belongs in ${inner.join(' or ')}` };
}

function has(schema: Schema | undefined, name: string): boolean {
  return schema?.properties !== undefined && Object.hasOwn(schema.properties, name);
}
