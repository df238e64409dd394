/** Reads JSON of which only a part is of interest: absent and unexpected alike give nothing. */
import { isMap } from './contains.js';

export type Path = readonly (string | number)[];
export type JsonMap = Readonly<Record<string, unknown>>;

/** The value at a path. */
export function at(value: unknown, ...path: Path): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner) && typeof key === 'number') return inner[key] as unknown;
    return isMap(inner) ? inner[key] : undefined;
  }, value);
}

export function mapAt(value: unknown, ...path: Path): JsonMap {
  const found = at(value, ...path);
  return isMap(found) ? found : {};
}

export function mapsAt(value: unknown, ...path: Path): readonly JsonMap[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter(isMap) : [];
}

export function textAt(value: unknown, ...path: Path): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: unknown, ...path: Path): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The map's entries that are text, such as labels. */
export function textsAt(value: unknown, ...path: Path): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapAt(value, ...path)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** A copy in which every map, innermost first, is what `change` makes of it. */
export function mapsChanged(value: unknown, change: (map: JsonMap) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => mapsChanged(item, change));
  if (!isMap(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapsChanged(inner, change)])),
  );
}
