/** One operation of RFC 6902 on a manifest. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** RFC 6901 section 4: no leading zeros. */
const INDEX = /^(?:0|[1-9]\d*)$/;

/**
 * Why an operation would not land in the manifest, `undefined` if it does. `add` needs the parent, the others the
 * target (RFC 6902 sections 4.1 to 4.3); a list index must lie in the list.
 */
export function landingProblem(manifest: unknown, operation: PatchOperation): string | undefined {
  const { op, path } = operation;
  if (!path.startsWith('/'))
    return `path ${JSON.stringify(path)} is no JSON pointer, expected one such as /spec/replicas`;
  const parts = path.slice(1).split('/');
  const last = unescape(parts.pop() ?? '');
  let at = manifest;
  let walked = '';
  for (const part of parts) {
    at = childOf(at, unescape(part));
    walked += `/${part}`;
    if (at === undefined) return `${op} ${path} does not land: the manifest has no ${walked}`;
  }
  if (typeof at !== 'object' || at === null)
    return `${op} ${path} does not land: ${walked} is ${JSON.stringify(at)}`;
  if (op === 'add') {
    if (!Array.isArray(at)) return undefined;
    const isInList = last === '-' || (INDEX.test(last) && Number(last) <= at.length);
    return isInList ? undefined : `${op} ${path} does not land: ${walked} has ${at.length} items`;
  }
  return childOf(at, last) === undefined
    ? `${op} ${path} does not land: the manifest has no ${path}`
    : undefined;
}

function unescape(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function childOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  if (Array.isArray(value) && !INDEX.test(key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
