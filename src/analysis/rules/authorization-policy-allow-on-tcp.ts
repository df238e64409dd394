import { needsHttp } from '../../mesh/authorization-policy.js';
import { policyOnBytes } from '../policies/byte-ports.js';
import { namesPort, portWords } from '../policies/policy-ports.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/security/authz/model/model.go, Generate.
export const authorizationPolicyAllowOnTcp = defineRule({
  id: 'authorization-policy-allow-on-tcp',
  severity: 'error',
  what: 'A rule that allows names a port of TCP, and asks for what only HTTP has.',
  why: 'On a port of TCP the whole rule is left out, so that it allows nothing there.',
  fix: 'Give the port a rule of its own without paths, methods, hosts and tokens, or call it a port of HTTP.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const found = policyOnBytes(manifest, mesh);
    if (found?.policy.action !== 'ALLOW') return;
    for (const rule of found.policy.rules) {
      if (!needsHttp(rule)) continue;
      const port = found.ports.find(({ number }) => namesPort(rule, number));
      if (port !== undefined)
        yield { path: rule.path, message: `allows nothing on ${portWords(port)}, which is of TCP` };
    }
  },
});
