import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { isMap } from '../../contains.js';
import { mapAt, mapsAt } from '../../json.js';
import type { Manifest } from '../../manifests.js';

const KEY_ID = 'conformance';

/** Issues the tokens of a run: whatever issuer a policy trusts has this key here. */
export class Tokens {
  private readonly key: KeyObject = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

  /** A valid token with claims; `exp` is given if they have none. */
  token(claims: Readonly<Record<string, unknown>>): string {
    const soon = Math.floor(Date.now() / 1000) + 3600;
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })}.${part({ exp: soon, ...claims })}`;
    return `${content}.${sign('sha256', Buffer.from(content), this.key).toString('base64url')}`;
  }

  /** A token that nobody signed. */
  invalid(): string {
    const [header = '', payload = ''] = this.token({ iss: 'nobody' }).split('.');
    return `${header}.${payload}.${Buffer.from('not a signature').toString('base64url')}`;
  }

  /** A RequestAuthentication whose rules have this run's key in place of the issuers' own; others unchanged. */
  trusted(manifest: Manifest): Manifest {
    if (manifest.kind !== 'RequestAuthentication') return manifest;
    const keys = {
      ...createPublicKey(this.key).export({ format: 'jwk' }),
      kid: KEY_ID,
      use: 'sig',
      alg: 'RS256',
    };
    const spec = mapAt(manifest, 'spec');
    if (!isMap(spec) || !('jwtRules' in spec)) return manifest;
    return {
      ...manifest,
      spec: {
        ...spec,
        jwtRules: mapsAt(spec, 'jwtRules').map(({ jwksUri: _, jwks_uri: __, ...rule }) => ({
          ...rule,
          jwks: JSON.stringify({ keys: [keys] }),
        })),
      },
    };
  }
}
