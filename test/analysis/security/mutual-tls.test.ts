import { describe, expect, it } from 'vitest';
import { PLAIN, STRICT, found, rule, security, workload } from './sets.js';

describe('TLS of clients and of pods', () => {
  const tls = (mode: string) => `{tls: {mode: ${mode}}}`;
  const refused = (message: string) => [`error destination-rule-tls-accepted: ${message}`];

  it.each(['cart', '*.shop.svc.cluster.local', '*.local'])(
    'plaintext for %s, which takes mutual TLS only',
    (host) => {
      expect(found(workload('cart'), STRICT, rule(host, tls('DISABLE')))).toEqual(
        refused('sends plaintext to port 8080 of shop/cart, which takes mutual TLS only'),
      );
    },
  );

  it('mutual TLS for what takes plaintext only', () => {
    expect(found(workload('cart'), PLAIN, rule('cart', tls('ISTIO_MUTUAL')))).toEqual(
      refused('sends mutual TLS to port 8080 of shop/cart, which takes plaintext only'),
    );
  });

  it('mutual TLS for a pod without sidecar: a warning where nobody has to call it', () => {
    expect(
      found(workload('cart', 'old'), rule('cart.old.svc.cluster.local', tls('ISTIO_MUTUAL'), 'old')),
    ).toEqual(refused('sends mutual TLS to port 8080 of old/cart, which has no sidecar before it'));
    expect(found(workload('cart', 'old'), rule('*.local', tls('ISTIO_MUTUAL'), 'istio-system'))).toEqual([
      'warning destination-rule-tls-accepted: sends mutual TLS to port 8080 of old/cart, which has no sidecar before it',
    ]);
  });

  it('a port that the sidecar does not stand before', () => {
    const around = workload('cart', 'shop', "{traffic.sidecar.istio.io/excludeInboundPorts: '9000'}");
    const policy = (mode: string) => `{portLevelSettings: [{port: {number: 9000}, tls: {mode: ${mode}}}]}`;
    expect(found(around, STRICT, rule('cart', policy('DISABLE')))).toEqual([]);
    expect(found(around, STRICT, rule('cart', policy('ISTIO_MUTUAL')))).toEqual(
      refused('sends mutual TLS to port 9000 of shop/cart, which has no sidecar before it'),
    );
  });

  it('the settings of ports of both sides', () => {
    const exception = security(
      'PeerAuthentication',
      '{selector: {matchLabels: {app: cart}}, portLevelMtls: {8080: {mode: DISABLE}}}',
    );
    const plainAtPort = '{portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]}';
    expect(found(workload('cart'), STRICT, exception, rule('cart', plainAtPort))).toEqual([]);
    expect(found(workload('cart'), STRICT, exception, rule('cart', tls('DISABLE')))).toEqual(
      refused('sends plaintext to port 9000 of shop/cart, which takes mutual TLS only'),
    );
  });

  it('a rule that another one comes before is not used', () => {
    const wide = rule('*.local', tls('DISABLE'), 'istio-system');
    expect(found(workload('cart'), STRICT, wide, rule('cart', tls('ISTIO_MUTUAL')))).toEqual([]);
  });

  it('plaintext where both are possible costs the identity, and where no other is wanted nothing', () => {
    expect(found(workload('cart'), rule('cart', tls('DISABLE')))).toEqual([
      'warning destination-rule-overrides-mtls: sends plaintext to shop/cart, whose sidecar takes mutual TLS',
    ]);
    expect(found(workload('cart'), PLAIN, rule('cart', tls('DISABLE')))).toEqual([]);
  });
});

describe('identities of callers', () => {
  const policy = (rule: string) =>
    security('AuthorizationPolicy', `{selector: {matchLabels: {app: cart}}, action: DENY, rules: [${rule}]}`);
  const from = '{from: [{source: {notNamespaces: [shop]}}]';
  const unknown = (port: number, whom: string) => [
    `error authorization-policy-identity-known: matches ${whom} at port ${port} of shop/cart, which takes plaintext only`,
  ];

  it('match nobody, and their negation everybody, without mutual TLS', () => {
    expect(found(workload('cart'), PLAIN, policy(`${from}}`))).toEqual(unknown(8080, 'everybody'));
    expect(
      found(workload('cart'), PLAIN, policy('{when: [{key: source.namespace, values: [shop]}]}')),
    ).toEqual(unknown(8080, 'nobody'));
    expect(found(workload('cart'), policy(`${from}}`))).toEqual([]);
  });

  it('of a port that takes plaintext only, if the rule names it or holds for no other', () => {
    const exception = security(
      'PeerAuthentication',
      '{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}, portLevelMtls: {9000: {mode: DISABLE}}}',
    );
    const at = (ports: string) => policy(`${from}, to: [{operation: {ports: ${ports}}}]}`);
    expect(found(workload('cart'), exception, policy(`${from}}`))).toEqual([]);
    expect(found(workload('cart'), exception, at("['8080']"))).toEqual([]);
    expect(found(workload('cart'), exception, at("['8080', '9000']"))).toEqual(unknown(9000, 'everybody'));
  });
});
