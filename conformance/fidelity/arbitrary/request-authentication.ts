import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest.js';
import { clean, manifest, oneOf, rare, some } from './pick.js';
import { anywhere, selecting, selector } from './places.js';
import { ISSUERS } from './pools.js';

const rule = fc
  .record({
    issuer: oneOf(ISSUERS[0], ISSUERS[0], ISSUERS[1]),
    audiences: rare(some('shop', 'https://shop.example.com/', 'other', 'http://shop'), 3),
    forwardOriginalToken: rare(oneOf(true), 2),
    jwksUri: fc.constant('https://id.example.com/keys'),
    outputClaimToHeaders: rare(
      oneOf(
        [{ header: 'x-user', claim: 'sub' }],
        [{ header: 'x-role', claim: 'groups' }],
        [{ header: 'x-user', claim: 'nested.key' }],
      ),
      4,
    ),
    outputPayloadToHeader: rare(oneOf('x-payload'), 8),
    fromHeaders: rare(
      oneOf(
        [{ name: 'x-token' }],
        [{ name: 'Authorization', prefix: 'Bearer ' }],
        [
          { name: 'x-token', prefix: 'T ' },
          { name: 'authorization', prefix: 'Bearer ' },
        ],
      ),
      6,
    ),
    fromParams: rare(oneOf(['access_token'], ['token']), 8),
    fromCookies: rare(oneOf(['session']), 10),
    spaceDelimitedClaims: rare(oneOf(['groups']), 8),
  })
  .map(clean);

/** Whose tokens a workload takes. */
export const requestAuthentication: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    name: oneOf('tokens', 'more'),
    selector,
    jwtRules: fc.array(rule, { minLength: 1, maxLength: 2 }),
  })
  .map(({ ns, name, selector: labels, jwtRules }) =>
    manifest('security', 'RequestAuthentication', ns, name, clean({ selector: selecting(labels), jwtRules })),
  );
