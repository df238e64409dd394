import { describe, expect, it } from 'vitest';
import { found, security, workload } from './sets.js';

describe('what is in a token', () => {
  const policy = (rule: string, more = '') =>
    security('AuthorizationPolicy', `{selector: {matchLabels: {app: cart}}, ${more} rules: [${rule}]}`);
  const from = (principal: string) => policy(`{from: [{source: {requestPrincipals: ['${principal}']}}]}`);
  const takes = (issuer: string, selector = '') =>
    security(
      'RequestAuthentication',
      `{${selector} jwtRules: [{${issuer} jwksUri: 'https://id.example.com/keys'}]}`,
    );
  const ID = "issuer: 'https://id.example.com',";

  it('counts where the same proxy checks it', () => {
    const negated = policy(
      "{from: [{source: {notRequestPrincipals: ['*']}}], to: [{operation: {ports: ['8080']}}]}",
      'action: DENY,',
    );
    const claim = policy("{when: [{key: 'request.auth.claims[group]', values: [a]}]}");
    const unchecked = (whom: string) => [
      `error authorization-policy-token-checked: matches ${whom} request: no RequestAuthentication holds for shop/cart`,
    ];
    expect(found(workload('cart'), negated)).toEqual(unchecked('every'));
    expect(found(workload('cart'), claim)).toEqual(unchecked('no'));
    expect(found(workload('cart'), claim, takes(ID))).toEqual([]);
    expect(
      found(workload('cart'), workload('web'), claim, takes(ID, 'selector: {matchLabels: {app: web}},')),
    ).toEqual(expect.arrayContaining(unchecked('no')));
  });

  it('is checked by what a filter of Envoy adds, as far as anybody knows', () => {
    const filter = `{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: jwt, namespace: shop}, spec: {configPatches: []}}`;
    expect(found(workload('cart'), from('*'), filter)).toEqual([]);
  });

  it('is that of an issuer whose tokens are taken', () => {
    const foreign = (issuer: string) => [
      `error authorization-policy-issuer-checked: tokens of ${issuer} are not taken, but those of https://id.example.com`,
    ];
    expect(found(workload('cart'), takes(ID), from('https://other.example.com/*'))).toEqual(
      foreign('https://other.example.com'),
    );
    expect(found(workload('cart'), takes(ID), from('https://id.example.com//alice'))).toEqual(
      foreign('https://id.example.com/'),
    );
    expect(found(workload('cart'), takes(ID), from('alice'))).toEqual(foreign('alice'));
    for (const principal of [
      '*',
      'https://id.example.com/*',
      'https://id.example.com/al*',
      '*/alice',
      '*.com/alice',
    ])
      expect(found(workload('cart'), takes(ID), from(principal))).toEqual([]);
    expect(found(workload('cart'), takes(''), from('https://other.example.com/*'))).toEqual([]);
  });
});
