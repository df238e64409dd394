import fc from 'fast-check';
import { clean, oneOf, rare } from './pick.js';
import { ISSUERS } from './pools.js';

/** Claims of a valid token, some of odd types. */
export const claims = fc
  .record({
    iss: oneOf<unknown>(
      ISSUERS[0],
      ISSUERS[0],
      ISSUERS[0],
      ISSUERS[0],
      ISSUERS[0],
      ISSUERS[1],
      ISSUERS[1],
      ISSUERS[2],
      undefined,
      7,
    ),
    sub: oneOf<unknown>('alice', 'alice', 'bob', 'a/b', '', undefined, 7),
    aud: rare(
      oneOf<unknown>(
        'shop',
        'shop',
        ['other', 'shop'],
        'https://shop.example.com',
        'http://shop.example.com/',
        [],
        '',
        7,
        ['shop', 7],
        { shop: true },
      ),
      2,
    ),
    groups: rare(
      oneOf<unknown>('admin', ['users', 'admin'], [], '', 7, true, null, [7, 'admin'], 'users admin', {
        admin: true,
      }),
      2,
    ),
    nested: rare(
      oneOf<unknown>({ key: 'deep' }, { key: ['deep', 'x'] }, 'deep', { key: { key: 'deep' } }, { other: 1 }),
      3,
    ),
    scope: rare(oneOf<unknown>('read write', 'read', '', ['read'], 'write  read'), 3),
    azp: rare(oneOf<unknown>('client', ['client']), 4),
    exp: rare(oneOf<unknown>(1, 4_000_000_000, 'soon'), 20),
    nbf: rare(oneOf<unknown>(1, 4_000_000_000), 20),
  })
  .map(clean);
