import { isDeepStrictEqual } from 'node:util';

type Path = readonly (string | number)[];

/** The places where `whole` lacks what `part` says. Maps may hold more; lists and scalars have to be equal. */
export function differences(part: unknown, whole: unknown, path: Path = []): readonly string[] {
  if (isMap(part) && isMap(whole)) {
    return Object.entries(part).flatMap(([key, value]) => differences(value, whole[key], [...path, key]));
  }
  if (isDeepStrictEqual(part, whole)) return [];
  return [
    `${path.join('.')} is ${whole === undefined ? 'absent' : JSON.stringify(whole)}, not ${JSON.stringify(part)}`,
  ];
}

/** The path of every scalar. */
export function leaves(value: unknown, path: Path = []): readonly Path[] {
  const children = Array.isArray(value)
    ? [...value.entries()]
    : isMap(value)
      ? Object.entries(value)
      : undefined;
  return children?.flatMap(([key, child]) => leaves(child, [...path, key])) ?? [path];
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
