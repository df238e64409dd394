import { isJsonObject, type Json } from '../../../src/model/json.js';

/** A value in which one text, number or key is another. */
export interface Spoilt {
  /** The place, as formats name it: `http[].match[].headers{key}`. */
  readonly place: string;
  readonly value: Json;
}

const BAD_TEXTS = ['', '\u0007 a'];
const BAD_NUMBERS = [-1.5, 2 ** 40];

/**
 * Every value that differs from the given one in a single text, number or key, by something that is hardly ever right.
 * @param maps places of maps, whose keys are free
 */
export function* spoilt(value: Json, maps: RegExp, place = ''): Iterable<Spoilt> {
  if (typeof value === 'string') yield* BAD_TEXTS.map((bad) => ({ place, value: bad }));
  else if (typeof value === 'number') yield* BAD_NUMBERS.map((bad) => ({ place, value: bad }));
  else if (isJsonObject(value)) yield* spoiltObject(value, maps, place);
  else if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Json[]).entries()) {
      for (const inside of spoilt(item, maps, `${place}[]`)) {
        yield { ...inside, value: (value as readonly Json[]).with(i, inside.value) };
      }
    }
  }
}

function* spoiltObject(value: Readonly<Record<string, Json>>, maps: RegExp, place: string): Iterable<Spoilt> {
  const isMap = maps.test(place);
  for (const [name, field] of Object.entries(value)) {
    const below = isMap ? `${place}{}` : place === '' ? name : `${place}.${name}`;
    for (const inside of spoilt(field, maps, below))
      yield { ...inside, value: { ...value, [name]: inside.value } };
    if (isMap) yield { place: `${place}{key}`, value: { ...value, '\u0007 a': field } };
  }
}
