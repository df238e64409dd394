/**
 * What keeps a path of a policy from being that of any request, as the end of a sentence; `undefined` if nothing is known
 * to. A policy sees the path without query, not decoded; `*` has a meaning at one end alone, unless `{*}` or `{**}` makes
 * it a template (istio `pilot/pkg/security/authz/matcher/{string,template}.go`).
 */
export function pathProblem(path: string): string | undefined {
  if (/\{\*{1,2}\}/.test(path) || path === '*') return undefined;
  const isSuffix = path.startsWith('*');
  const literal = isSuffix ? path.slice(1) : path.replace(/\*$/, '');
  if (literal.includes('*'))
    return isSuffix
      ? 'of one that starts with `*` any other stands for itself'
      : 'a `*` that is not at its end stands for itself';
  if (!isSuffix && !literal.startsWith('/') && !isUrl(literal)) return 'paths start with `/`';
  return literalProblem(literal);
}

/** What keeps a text from being in the path of a request, as the end of a sentence. */
export function literalProblem(text: string): string | undefined {
  if (/[?#]/.test(text)) return 'paths are compared without what follows `?`';
  const illegal = /[\s"<>\\^`|[\]]|\.\+/.exec(text)?.[0];
  if (illegal !== undefined)
    return `paths are no regular expressions, and none has ${JSON.stringify(illegal)}`;
  if (isUrl(text)) return 'paths have no host in front';
  return undefined;
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text);
}
