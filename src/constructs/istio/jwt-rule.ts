/** A header that carries a token. */
export interface JwtHeader {
  readonly name: string;
  /** What stands before the token, a trailing space included: `Bearer `.
   *  @default - nothing */
  readonly prefix?: string;
}

/** Copies a claim into a request header. */
export interface ClaimToHeader {
  /** Letters, digits, `-` and `_`. A header of that name from the client is replaced. */
  readonly header: string;
  /** Name of a claim whose value is a text, number or boolean; `.` goes into nested ones. */
  readonly claim: string;
}

/** The fields of a {@link JwtRule}. */
export interface JwtRuleFields {
  /** The `iss` that tokens have to have.
   *  @default - any issuer */
  readonly issuer?: string;
  /** The `aud` of tokens, of which one has to match.
   *  @default - any audience */
  readonly audiences?: readonly string[];
  /** Where the issuer publishes its public keys: an `http` or `https` URL.
   *  @default - found through the OpenID discovery document of `issuer` */
  readonly jwksUri?: string;
  /** The public keys themselves, a JSON Web Key Set.
   *  @default - those of `jwksUri` */
  readonly jwks?: string;
  /** Headers that carry the token.
   *  @default - `Authorization: Bearer`, and the query parameter `access_token`, if no place is given at all */
  readonly fromHeaders?: readonly JwtHeader[];
  /** Query parameters that carry the token.
   *  @default - see `fromHeaders` */
  readonly fromParams?: readonly string[];
  /** Cookies that carry the token.
   *  @default - see `fromHeaders` */
  readonly fromCookies?: readonly string[];
  /** A request header for the payload of a valid token, in base64url.
   *  @default - none */
  readonly outputPayloadToHeader?: string;
  /** Whether the token stays in the request.
   *  @default false */
  readonly forwardOriginalToken?: boolean;
  /** Claims that are copied into request headers.
   *  @default - none */
  readonly outputClaimToHeaders?: readonly ClaimToHeader[];
  /** How long fetching the keys may take, a duration of at least 1ms.
   *  @default '5s' */
  readonly timeout?: string;
  /** Further claims (beside `scope` and `permission`) that list several values in one text, separated by spaces; at
   *  most 64.
   *  @default - none */
  readonly spaceDelimitedClaims?: readonly string[];
}

/**
 * How tokens of one issuer are found and checked
 * (https://istio.io/latest/docs/reference/config/security/jwt/). The keys come from `jwks`, or from `jwksUri`; without
 * `jwksUri` there has to be an `issuer`.
 */
export type JwtRule = JwtRuleFields &
  (
    | { readonly jwksUri: string; readonly jwks?: never }
    | { readonly issuer: string; readonly jwksUri?: never }
  );
