import { expect, test } from 'vitest';
import {
  RequestAuthentication,
  type RequestAuthenticationProps,
} from '../../../src/constructs/istio/request-authentication.js';
import { manifestOf } from './one-object.js';

const issuer = 'https://id.example.com';
const jwksUri = 'https://id.example.com/keys';
const jwks = '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}';
const selector = { matchLabels: { app: 'dashboard' } };
const jwtRules = [{ issuer }];

/** Checked by the compiler alone. */
export const refused: readonly RequestAuthenticationProps[] = [
  // @ts-expect-error it does nothing without rules
  {},
  // @ts-expect-error a selector or targets
  { jwtRules, selector, targetRefs: [{ kind: 'Service', name: 'web' }] },
  // @ts-expect-error the deprecated field
  { jwtRules, targetRef: { kind: 'Service', name: 'web' } },
  // @ts-expect-error keys from one place
  { jwtRules: [{ issuer, jwks, jwksUri }] },
  // @ts-expect-error neither an issuer nor where its keys are
  { jwtRules: [{ audiences: ['web'] }] },
  // @ts-expect-error keys of no issuer
  { jwtRules: [{ jwks }] },
  // @ts-expect-error the name of the field in the proto
  { jwtRules: [{ issuer, jwks_uri: jwksUri }] },
  // @ts-expect-error a header has a name
  { jwtRules: [{ issuer, fromHeaders: [{ prefix: 'Bearer ' }] }] },
  // @ts-expect-error a claim goes into a header
  { jwtRules: [{ issuer, outputClaimToHeaders: [{ claim: 'sub' }] }] },
];

const twins: readonly RequestAuthenticationProps[] = [
  { jwtRules, selector },
  { jwtRules, targetRefs: [{ kind: 'Service', name: 'web' }] },
  { jwtRules: [{ issuer, jwks }] },
  { jwtRules: [{ issuer, jwksUri }] },
  { jwtRules: [{ jwksUri }] },
];

test.each(twins)('constructs %j', (props) => {
  const { spec } = manifestOf((chart, id) => new RequestAuthentication(chart, id, props));
  expect(spec).toStrictEqual(props);
});
