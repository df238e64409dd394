import { formatPath, type FieldPath } from '../../model/field-path.js';

type Tree = Readonly<Record<string, unknown>>;

/** Both trees in one; the first one's keys come first. */
export function merged(derived: Tree, own: Tree): Record<string, unknown> {
  const result: Record<string, unknown> = { ...derived };
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue;
    const other = derived[name];
    result[name] = isTree(other) && isTree(value) ? merged(other, value) : value;
  }
  return result;
}

/** The keys that both trees say, as sentences: what is derived cannot be said again. */
export function* saidTwice(derived: Tree, own: Tree, path: FieldPath = []): Iterable<string> {
  for (const [name, value] of Object.entries(own)) {
    const other = derived[name];
    if (other === undefined || value === undefined) continue;
    const at = [...path, name];
    if (isTree(other) && isTree(value)) yield* saidTwice(other, value, at);
    else
      yield `config.${formatPath(at)} is ${JSON.stringify(value)}, expected nothing: it is derived, and is ${JSON.stringify(other)}`;
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
