import { isJsonObject, type Json } from '../json.js';
import { wordList } from '../settings/words.js';
import { fitsTogether, isPresent } from './matches.js';
import type { Schema } from './schema.js';

/** What is wrong with the combination of fields, `undefined` if nothing. */
export function combinationMessage(value: Json, schema: Schema): string | undefined {
  const { oneOf, anyOf, allOf, not } = schema;
  if (oneOf === undefined && anyOf === undefined && allOf === undefined && not === undefined)
    return undefined;
  if (fitsTogether(value, schema)) return undefined;
  if (isJsonObject(value)) {
    for (const part of [schema, ...(allOf ?? [])]) {
      if (fitsTogether(value, part)) continue;
      const names = alternatives(part);
      if (names.length === 0) continue;
      const given = names.filter((name) => isPresent(value[name]));
      const found = given.length === 0 ? 'none' : given.join(' and ');
      return `expected ${given.length > 1 ? 'only one' : 'one'} of ${wordList(names, 12)}, found ${found}`;
    }
  }
  return 'these fields cannot be combined so';
}

/** The fields of a `oneOf` whose options each require one, as protobuf's `oneof` is written in CRDs. */
function alternatives({ oneOf, anyOf }: Schema): readonly string[] {
  const options = [...(oneOf ?? []), ...(anyOf ?? [])];
  return [...new Set(options.flatMap(({ required }) => required ?? []))];
}
