// istio pkg/config/security/security.go: the characters of a path segment in RFC 3986.
const SEGMENT = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]+$/;

/** Whether the proxy reads a path of an AuthorizationPolicy as a template. */
export function isPathTemplate(path: string): boolean {
  return path.includes('{*}') || path.includes('{**}');
}

/** What istiod refuses in a template (istio `pkg/config/security/security.go`, CheckValidPathTemplate). */
export function templateProblem(path: string): string | undefined {
  const segments = path.replace(/^\/+|\/+$/g, '').split('/');
  const any = segments.indexOf('{**}');
  if (any !== -1 && segments.slice(any + 1).some((segment) => segment === '{*}' || segment === '{**}')) {
    return 'an operator after {**}';
  }
  const bad = segments.find((segment) => segment !== '{*}' && segment !== '{**}' && !SEGMENT.test(segment));
  return bad === undefined ? undefined : `the segment ${JSON.stringify(bad)}`;
}
