import { extentOf } from '../../mesh/extent.js';
import type { Mesh } from '../../mesh/mesh.js';
import { accountProblem } from '../policies/account-problem.js';
import { sourceValues } from '../policies/values.js';
import { defineRule, type Violation } from '../rule.js';

export const authorizationPolicyPrincipalExists = defineRule({
  id: 'authorization-policy-principal-exists',
  severity: 'error',
  what: 'A policy names an identity that nobody can have.',
  why: 'The rule matches no caller: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Write trust-domain/ns/namespace/sa/account, with the service account that the pods of the caller run as.',
  equivalent: ['KIA0106', 'KIA0108'],
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    for (const { value, path } of sourceValues(manifest, 'principals', 'source.principal')) {
      const found = violationOf(mesh, value);
      if (found !== undefined) yield { ...found, path };
    }
  },
});

function violationOf(mesh: Mesh, principal: string): Violation | undefined {
  const [, domain, namespace = '', account = ''] =
    /^(?:([^/*]+)|\*)\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(principal) ?? [];
  if (namespace === '') {
    // A wildcard in front or behind matches whatever there is.
    if (principal.startsWith('*') || principal.endsWith('*')) return undefined;
    const { trustDomain } = mesh.assumptions;
    return {
      path: [],
      message: `no identity is written like ${principal}`,
      fix: `identities here are ${trustDomain}/ns/<namespace>/sa/<account>, without spiffe://`,
    };
  }
  const problem = accountProblem(mesh, namespace, account);
  if (problem !== undefined) return { ...problem, path: [] };
  return extentOf(mesh).namespaces.has(namespace) ? foreignDomain(mesh, domain) : undefined;
}

/** `cluster.local` stands for whatever the trust domain is (istio `pilot/pkg/security/trustdomain/bundle.go`). */
function foreignDomain(mesh: Mesh, domain: string | undefined): Violation | undefined {
  const { trustDomain } = mesh.assumptions;
  if (domain === undefined || domain === trustDomain || domain === 'cluster.local') return undefined;
  return {
    path: [],
    severity: 'warning',
    message: `the trust domain of the mesh is ${trustDomain}, and not ${domain}`,
    fix: `write ${trustDomain}, unless ${domain} is one of its aliases`,
  };
}
