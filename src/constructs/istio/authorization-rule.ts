import type { AtLeastOneOf } from '../../model/one-of.js';

type Values = readonly string[];

/**
 * Requests: those that match `from`, `to` and `when`, each of which may be left out for any. `{}` is every request.
 * The same list semantics everywhere: a request has to match one entry of `from`, one of `to` and all of `when`; one
 * value of each field; and for fields with `not…` none of their values
 * (https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule).
 */
export interface AuthorizationRule {
  /** Who asks, 1 to 512 entries.
   *  @default - anyone */
  readonly from?: readonly { readonly source: AuthorizationSource }[];
  /** What is asked for.
   *  @default - anything */
  readonly to?: readonly { readonly operation: AuthorizationOperation }[];
  /** Further conditions, of which all have to hold.
   *  @default - none */
  readonly when?: readonly AuthorizationCondition[];
}

/** Sources by address, which needs no identity. At least one field of a source has to be there. */
export interface AddressSource {
  /** Addresses or CIDR blocks of the direct peer, which behind a proxy or load balancer is that one.
   *  @default - any */
  readonly ipBlocks?: Values;
  /** @default - none is excluded */
  readonly notIpBlocks?: Values;
  /** Addresses or CIDR blocks of the original client, from `X-Forwarded-For` (as far as `numTrustedProxies` reaches) or
   *  the PROXY protocol.
   *  @default - any */
  readonly remoteIpBlocks?: Values;
  /** @default - none is excluded */
  readonly notRemoteIpBlocks?: Values;
}

interface TokenSource {
  /** `issuer/subject` of a valid token; a leading or trailing `*` is a wildcard. HTTP only.
   *  @default - any */
  readonly requestPrincipals?: Values;
  /** @default - none is excluded */
  readonly notRequestPrincipals?: Values;
  /** Trust domains of the peer certificate; a leading or trailing `*` is a wildcard. Needs mutual TLS.
   *  @default - any */
  readonly trustDomains?: Values;
  /** @default - none is excluded */
  readonly notTrustDomains?: Values;
}

interface PrincipalSource {
  /** Identities of the peer certificate without `spiffe://`, such as `cluster.local/ns/shop/sa/web`; a leading or
   *  trailing `*` is a wildcard, `*` any identity. Needs mutual TLS.
   *  @default - any, or none at all */
  readonly principals?: Values;
  /** Also matches callers without identity.
   *  @default - none is excluded */
  readonly notPrincipals?: Values;
  /** Namespaces of the peer certificate; `*` is a wildcard anywhere. Needs mutual TLS.
   *  @default - any */
  readonly namespaces?: Values;
  /** @default - none is excluded */
  readonly notNamespaces?: Values;
  readonly serviceAccounts?: never;
  readonly notServiceAccounts?: never;
}

interface ServiceAccountSource {
  /** At most 16 `serviceAccount` (of the policy's namespace) or `namespace/serviceAccount`, without wildcard. Needs
   *  mutual TLS.
   *  @default - any */
  readonly serviceAccounts?: Values;
  /** @default - none is excluded */
  readonly notServiceAccounts?: Values;
  readonly principals?: never;
  readonly notPrincipals?: never;
  readonly namespaces?: never;
  readonly notNamespaces?: never;
}

/** Who asks: every field that is there has to match. Service accounts exclude principals and namespaces. */
export type AuthorizationSource = AddressSource & TokenSource & (PrincipalSource | ServiceAccountSource);

/** What is asked for: every field that is there has to match, and at least one has to be there. */
export interface AuthorizationOperation {
  /** The `:authority` of the request, port included; a leading or trailing `*` is a wildcard; case does not matter.
   *  @default - any */
  readonly hosts?: Values;
  /** @default - none is excluded */
  readonly notHosts?: Values;
  /** Ports of the pod (not of the Service), in decimal.
   *  @default - any */
  readonly ports?: Values;
  /** @default - none is excluded */
  readonly notPorts?: Values;
  /** HTTP methods in capitals; a leading or trailing `*` is a wildcard.
   *  @default - any */
  readonly methods?: Values;
  /** @default - none is excluded */
  readonly notMethods?: Values;
  /** Paths without query; a leading or trailing `*` is a wildcard; or a template in which the segment `{*}` is any one
   *  segment and a last `{**}` any number of them.
   *  @default - any */
  readonly paths?: Values;
  /** @default - none is excluded */
  readonly notPaths?: Values;
}

/** Attributes that conditions of CUSTOM policies know: ext_authz runs before tokens and identities are looked at. */
export type CustomAttribute =
  | 'source.ip'
  | 'remote.ip'
  | 'destination.ip'
  | 'destination.port'
  | 'connection.sni'
  | `request.headers[${string}]`
  | `experimental.envoy.filters.${string}[${string}]`;

/** Attributes of a request (https://istio.io/latest/docs/reference/config/security/conditions/). */
export type AuthorizationAttribute =
  | CustomAttribute
  | 'source.namespace'
  | 'source.serviceAccount'
  | 'source.principal'
  | 'source.trustDomain'
  | 'request.auth.principal'
  | 'request.auth.audiences'
  | 'request.auth.presenter'
  | `request.auth.claims[${string}]`;

interface Attribute<Key> {
  readonly key: Key;
}

/** An attribute that has one of `values`, and none of `notValues`; at least one of the two lists has to be there. */
export type AuthorizationCondition<Key = AuthorizationAttribute> = Attribute<Key> &
  AtLeastOneOf<{ readonly values: Values; readonly notValues: Values }>;

/** A rule of a CUSTOM policy, which can name neither identities nor tokens. */
export interface CustomAuthorizationRule extends AuthorizationRule {
  readonly from?: readonly { readonly source: CustomSource }[];
  readonly when?: readonly AuthorizationCondition<CustomAttribute>[];
}

type CustomSource = AddressSource & {
  readonly [Field in keyof (TokenSource & PrincipalSource)]?: never;
};
