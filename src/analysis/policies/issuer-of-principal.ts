/** What a value of `requestPrincipals` wants of the issuer. */
export interface IssuerMatch {
  /** As it is written, with `*` at one end where that is a part of a name. */
  readonly text: string;
  matches(issuer: string): boolean;
}

/**
 * A principal is `<issuer>/<subject>`, divided at the last slash; a star in front belongs to the issuer, one at the end to
 * the subject (istio `pilot/pkg/security/authz/model/generator.go`, requestPrincipalGenerator).
 * @returns `undefined` where any issuer will do
 */
export function issuerOfPrincipal(value: string): IssuerMatch | undefined {
  const slash = value.lastIndexOf('/');
  const issuer = slash < 0 ? value : value.slice(0, slash);
  if (value === '*' || issuer === '*' || (slash < 0 && value.startsWith('*'))) return undefined;
  if (value.startsWith('*')) return { text: issuer, matches: (known) => known.endsWith(issuer.slice(1)) };
  if (slash < 0 && value.endsWith('*'))
    return { text: issuer, matches: (known) => known.startsWith(issuer.slice(0, -1)) };
  return { text: issuer, matches: (known) => known === issuer };
}
