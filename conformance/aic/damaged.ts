import { isMap } from '../contains.js';

/** A file with one mistake. */
export interface Damaged {
  readonly what: string;
  readonly file: unknown;
}

/** Without a model, the one that ai-core prefers is used: it alone may be missing. */
const MAY_BE_MISSING = ['preferred_model'];

/** Every file with one mistake that a strict reader has to refuse: each key in turn, missing, misspelled, or no value. */
export function* damaged(file: unknown, path = ''): Iterable<Damaged> {
  if (!isMap(file)) return;
  yield { what: `${path}extra`, file: { ...file, extra: 1 } };
  for (const [key, value] of Object.entries(file)) {
    const { [key]: _, ...rest } = file;
    if (!MAY_BE_MISSING.includes(key)) {
      yield { what: `no ${path}${key}`, file: rest };
      yield { what: `${path}${key} null`, file: { ...file, [key]: null } };
    }
    yield { what: `${path}${key} in capitals`, file: { ...rest, [key.toUpperCase()]: value } };
    yield { what: `${path}${key} of another type`, file: { ...file, [key]: ['?'] } };
    if (typeof value !== 'string') yield { what: `${path}${key} a text`, file: { ...file, [key]: 'much' } };
    for (const { what, file: changed } of damaged(value, `${path}${key}.`))
      yield { what, file: { ...file, [key]: changed } };
  }
}
