import {
  isHttpAttribute,
  isHttpField,
  needsHttp,
  type AuthorizationRule,
} from '../../mesh/authorization-policy.js';
import { policyOnBytes } from '../policies/byte-ports.js';
import { holdsFor, portWords } from '../policies/policy-ports.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/security/authz/model/model.go, Generate; pilot/pkg/security/authz/builder/builder.go.
export const authorizationPolicyDenyOnTcp = defineRule({
  id: 'authorization-policy-deny-on-tcp',
  severity: 'error',
  what: 'A rule that denies asks only for what HTTP has, and holds for a port of TCP.',
  why: 'On a port of TCP conditions of HTTP are left out, so that the rule denies every connection.',
  fix: 'Name the ports of HTTP in the operation.',
  equivalent: ['IST0133'],
  differs: 'istioctl warns of every such rule; here a workload has to have a port of TCP for which it holds.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const found = policyOnBytes(manifest, mesh);
    if (found?.policy.action !== 'DENY') return;
    for (const rule of found.policy.rules) {
      if (!needsHttp(rule) || !hasOnlyHttp(rule)) continue;
      const port = found.ports.find(({ number }) => holdsFor(rule, number));
      if (port !== undefined)
        yield { path: rule.path, message: `denies every connection to ${portWords(port)}, which is of TCP` };
    }
  },
});

/** Any of its sources asks for nothing else, and no condition does. */
function hasOnlyHttp({ from = [{}], when }: AuthorizationRule): boolean {
  return (
    from.some((source) => Object.keys(source).every(isHttpField)) &&
    when.every(({ key }) => isHttpAttribute(key))
  );
}
