/** The value at a path in data whose shape the test does not know. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** Every value that has a key, however deep. */
export function collect(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): readonly unknown[] => [
    ...(name === key ? [inner] : []),
    ...collect(inner, key),
  ]);
}
