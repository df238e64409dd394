import type { Format } from '../format.js';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'];
// istio pkg/jwt/routing.go, ToRoutingClaim.
const CLAIM = /^@request\.auth\.claims(?:\..+|\[.+\])$/i;

/** A header name: a token of RFC 7230 section 3.2.6. */
export const headerName: Format = {
  expected: 'a header name (a token of RFC 7230), such as x-request-id',
  accepts: (value) => typeof value === 'string' && TOKEN.test(value),
};

/** Whether a header name stands for a claim of a JSON web token. */
export function isClaim(header: string): boolean {
  return CLAIM.test(header);
}

/**
 * A header that a route can match: a header name, a pseudo header, or a JWT claim
 * (`@request.auth.claims.sub`, `@request.auth.claims[sub]`).
 */
export const matchableHeader: Format = {
  expected: `${headerName.expected}, a pseudo header such as :path, or @request.auth.claims…`,
  accepts: (value) =>
    typeof value === 'string' &&
    (TOKEN.test(value) ||
      [':method', ':scheme', ':authority', ':path', ':status'].includes(value) ||
      isClaim(value)),
};

/** A method of RFC 9110, in capitals: policies and routes compare it case-sensitively. */
export const httpMethod: Format = {
  expected: `one of ${METHODS.join(', ')} (case matters)`,
  accepts: (value) => typeof value === 'string' && METHODS.includes(value),
};
