import type { Format } from './format.js';

/**
 * The one path language of routes and policies: exact (`/health`) or a segment prefix (`/api/v1/*`), which covers what
 * follows `/api/v1/`, and neither `/api/v1` nor `/api/v1x`. `/*` covers every path.
 */
export type PathPattern = string;

const SEGMENTS = /^(?:\/[A-Za-z0-9._~!$&'()+,;=:@-]*)+$/;

function isPrefix(pattern: PathPattern): boolean {
  return pattern.endsWith('/*');
}

/** The literal text that a path has to equal, or to begin with. */
function literal(pattern: PathPattern): string {
  return isPrefix(pattern) ? pattern.slice(0, -1) : pattern;
}

/**
 * What a proxy compares literally. Escapes, queries, empty segments, `.` and `..` are refused: the proxy normalises
 * requests before it compares them, so such a pattern would never match.
 */
export const pathPattern: Format = {
  expected: 'an exact path such as /health, or a segment prefix such as /api/v1/*',
  accepts(value) {
    if (typeof value !== 'string') return false;
    const text = literal(value);
    if (!SEGMENTS.test(text) || text.includes('//')) return false;
    return !text.split('/').some((segment) => segment === '.' || segment === '..');
  },
};

/** A route's match (Istio `StringMatch`). */
export function toStringMatch(
  pattern: PathPattern,
): { readonly exact: string } | { readonly prefix: string } {
  return isPrefix(pattern) ? { prefix: literal(pattern) } : { exact: pattern };
}

/** Whether every path of `inner` is one of `outer`. */
export function covers(outer: PathPattern, inner: PathPattern): boolean {
  if (!isPrefix(outer)) return outer === inner;
  return literal(inner).startsWith(literal(outer));
}

/** Whether some path belongs to both. Two patterns overlap only if one covers the other. */
export function overlaps(a: PathPattern, b: PathPattern): boolean {
  return covers(a, b) || covers(b, a);
}

/** Sorts the most specific first: exact before prefix, longer before shorter, then by text. */
export function bySpecificity(a: PathPattern, b: PathPattern): number {
  if (isPrefix(a) !== isPrefix(b)) return isPrefix(a) ? 1 : -1;
  if (a.length !== b.length) return b.length - a.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
