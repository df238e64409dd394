/** How a policy or a route compares a method or a path. */
export type TextMatch =
  { readonly exact: string } | { readonly prefix: string } | { readonly suffix: string };

/** Matches every text. */
const ANY_TEXT: TextMatch = { prefix: '' };

/**
 * A value of an AuthorizationPolicy: only a star at one end has a meaning (istio
 * `pilot/pkg/security/authz/matcher/string.go`).
 */
export function policyText(value: string): TextMatch {
  if (value === '*') return ANY_TEXT;
  if (value.startsWith('*')) return { suffix: value.slice(1) };
  if (value.endsWith('*')) return { prefix: value.slice(0, -1) };
  return { exact: value };
}

/** Whether a text is matched. */
export function textMatches(match: TextMatch, text: string): boolean {
  if ('exact' in match) return text === match.exact;
  return 'prefix' in match ? text.startsWith(match.prefix) : text.endsWith(match.suffix);
}
