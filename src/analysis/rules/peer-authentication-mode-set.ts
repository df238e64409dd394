import { objectAt, stringAt } from '../../mesh/fields.js';
import { defineRule } from '../rule.js';

export const peerAuthenticationModeSet = defineRule({
  id: 'peer-authentication-mode-set',
  severity: 'warning',
  what: 'A PeerAuthentication has `mtls` without a mode.',
  why: 'That is UNSET: what is set further out holds, and in the end PERMISSIVE, which takes plaintext.',
  fix: 'Write the mode.',
  kinds: ['security.istio.io/PeerAuthentication'],

  *check(manifest) {
    if (objectAt(manifest, 'spec', 'mtls') === undefined) return;
    if (stringAt(manifest, 'spec', 'mtls', 'mode') !== undefined) return;
    yield { path: ['spec', 'mtls'], message: 'sets nothing: without a mode it is UNSET' };
  },
});
