import { defineRule } from '../rule.js';
import { webhookViolations } from '../webhook-violations.js';

export const requestAuthenticationPrivateKey = defineRule({
  id: 'request-authentication-private-key',
  severity: 'error',
  what: 'The key set of a RequestAuthentication has a private or symmetric key.',
  why: 'Whoever can read the object can sign tokens that the mesh takes, and proxies need public keys only.',
  fix: 'Publish the public half, and replace the key.',
  equivalent: ['IST0133'],
  kinds: ['security.istio.io/RequestAuthentication'],
  check: (manifest) => webhookViolations(manifest, 'private-key'),
});
