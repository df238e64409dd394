import { itemsAt } from '../../mesh/fields.js';
import { suggest } from '../../model/suggest.js';
import { issuerOfPrincipal, type IssuerMatch } from '../policies/issuer-of-principal.js';
import { policyWorkloads } from '../policies/policy-workloads.js';
import { tokenConditions } from '../policies/token-conditions.js';
import { tokenRules } from '../policies/token-rules.js';
import { defineRule } from '../rule.js';

export const authorizationPolicyIssuerChecked = defineRule({
  id: 'authorization-policy-issuer-checked',
  severity: 'error',
  what: 'A policy names an issuer of tokens of which no RequestAuthentication of its workloads takes any.',
  why: 'Tokens of other issuers are refused, so that no request has such a principal: an ALLOW lets nobody in, and a DENY refuses nobody.',
  fix: 'Write issuer/subject, with the issuer as the RequestAuthentication has it: a slash at its end counts, and the last slash is the one before the subject.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const conditions = tokenConditions(manifest);
    const found = conditions.length === 0 ? undefined : policyWorkloads(manifest, mesh);
    if (found === undefined || found.isPartial) return;
    const rules = found.workloads.flatMap((workload) => tokenRules(mesh, workload));
    const issuers = [...new Set(rules.map(({ issuer }) => issuer))];
    // One without an issuer takes the tokens of any.
    if (issuers.length === 0 || issuers.includes('')) return;
    for (const { path, key } of conditions) {
      for (const [i, value] of itemsAt(manifest, ...path).entries()) {
        const wanted = typeof value === 'string' ? wantedIssuer(key, value) : undefined;
        if (wanted === undefined || issuers.some((issuer) => wanted.matches(issuer))) continue;
        const near = suggest(wanted.text, issuers);
        const { manifest: authentication } = rules[0] ?? {};
        yield {
          path: [...path, i],
          message: `tokens of ${wanted.text} are not taken, but those of ${issuers.join(', ')}`,
          fix: near === undefined ? undefined : `did you mean ${near}${key === CLAIM ? '' : '/<subject>'}?`,
          related:
            authentication === undefined
              ? []
              : [{ manifest: authentication, path: ['spec', 'jwtRules'], message: 'takes tokens' }],
        };
      }
    }
  },
});

const CLAIM = 'request.auth.claims[iss]';

function wantedIssuer(key: string, value: string): IssuerMatch | undefined {
  if (key === 'request.auth.principal') return issuerOfPrincipal(value);
  if (key !== CLAIM || value.includes('*')) return undefined;
  return { text: value, matches: (issuer) => issuer === value };
}
