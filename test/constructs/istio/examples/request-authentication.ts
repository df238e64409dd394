import type { JwtRule, JwtRuleFields } from '../../../../src/constructs/istio/jwt-rule.js';
import type {
  RequestAuthenticationFields,
  RequestAuthenticationProps,
} from '../../../../src/constructs/istio/request-authentication.js';
import type { PolicyTargets } from '../../../../src/constructs/istio/target-ref.js';

const publicKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  kid: 'one',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const keys = (...list: readonly unknown[]): string => JSON.stringify({ keys: list });

const remoteKeys: Required<Omit<JwtRuleFields, 'jwks'>> = {
  issuer: 'https://id.example.com',
  audiences: ['calls.example.com'],
  jwksUri: 'https://id.example.com/keys',
  fromHeaders: [{ name: 'x-token', prefix: 'Token ' }, { name: 'x-raw-token' }],
  fromParams: ['token'],
  fromCookies: ['session'],
  outputPayloadToHeader: 'x-jwt-payload',
  forwardOriginalToken: false,
  outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }],
  timeout: '2s',
  spaceDelimitedClaims: ['roles'],
};

export const allProps: Required<RequestAuthenticationFields> & Pick<PolicyTargets, 'selector'> = {
  name: 'tokens',
  namespace: 'shop',
  labels: { team: 'web' },
  annotations: { 'example.com/owner': 'web' },
  selector: { matchLabels: { app: 'dashboard' } },
  jwtRules: [
    remoteKeys,
    { issuer: 'https://local.example.com', jwks: keys(publicKey) },
    { issuer: 'https://discovered.example.com' },
    { jwksUri: 'http://keys.shop.svc.cluster.local:8080/any-issuer' },
  ],
};

/** Targets instead of a selector. */
export const targetProps: RequestAuthenticationProps = {
  targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
  jwtRules: [{ issuer: 'https://id.example.com' }],
};

const issuer = 'https://id.example.com';
const rule = (fields: JwtRule): RequestAuthenticationProps => ({ jwtRules: [fields] });

/** What istiod's webhook refuses too. */
export const refusedByIstio: Readonly<Record<string, RequestAuthenticationProps>> = {
  'an empty issuer without keys': rule({ issuer: '' }),
  'an empty audience': rule({ issuer, audiences: [''] }),
  'keys over another scheme': rule({ issuer, jwksUri: 'ftp://id.example.com/keys' }),
  'keys at a port that is no number': rule({ issuer, jwksUri: 'https://id.example.com:https/keys' }),
  'keys that are no JSON': rule({ issuer, jwks: '-----BEGIN PUBLIC KEY-----' }),
  'a key of no known type': rule({ issuer, jwks: keys({ kty: 'ABC', x: 'AA' }) }),
  'a key that lacks a member': rule({ issuer, jwks: keys({ kty: 'RSA', n: 'AQAB' }) }),
  'a header without name': rule({ issuer, fromHeaders: [{ name: '' }] }),
  'an empty parameter': rule({ issuer, fromParams: [''] }),
  'an empty cookie': rule({ issuer, fromCookies: [''] }),
  'a claim without name': rule({ issuer, outputClaimToHeaders: [{ header: 'x-user', claim: '' }] }),
  'a claim into a header with a dot': rule({
    issuer,
    outputClaimToHeaders: [{ header: 'x.user', claim: 'sub' }],
  }),
  'a timeout of 0': rule({ issuer, timeout: '0s' }),
  'no timeout at all': rule({ issuer, timeout: '5 seconds' }),
  'a target without name': { jwtRules: [{ issuer }], targetRefs: [{ kind: 'Service', name: '' }] },
  'dry run': { ...rule({ issuer }), annotations: { 'istio.io/dry-run': 'true' } },
};

/** What Istio takes although it does nothing, or publishes a secret. */
export const refusedHereOnly: Readonly<Record<string, RequestAuthenticationProps>> = {
  'no rule': { jwtRules: [] },
  'an empty issuer with keys': rule({ issuer: '', jwksUri: 'https://id.example.com/keys' }),
  'keys without host': rule({ issuer, jwksUri: 'https:///keys' }),
  'no key': rule({ issuer, jwks: keys() }),
  'a private key': rule({
    issuer,
    jwks: keys({ ...publicKey, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }),
  }),
  'a symmetric key': rule({ issuer, jwks: keys({ kty: 'oct', k: 'c2VjcmV0' }) }),
  'a header name with a space': rule({ issuer, fromHeaders: [{ name: 'x token' }] }),
  'a payload into no header': rule({ issuer, outputPayloadToHeader: 'x payload' }),
  'two claims into one header': rule({
    issuer,
    outputClaimToHeaders: [
      { header: 'x-user', claim: 'sub' },
      { header: 'X-User', claim: 'email' },
    ],
  }),
  'a claim without name among those with spaces': rule({ issuer, spaceDelimitedClaims: [''] }),
};
