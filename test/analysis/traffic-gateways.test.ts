import { describe, expect, it } from 'vitest';
import { found, istio, edge, gateway, http, https, service, toCart } from './short-manifests.js';

describe('certificates of several servers', () => {
  const b = edge('b.example.com', toCart, 'b');
  const a = edge('a.example.com', toCart, 'a');

  it('of one Gateway are the same as of several', () => {
    const both = gateway('edge', https('a.example.com', 'all'), https('b.example.com', 'all', 'https-b'));
    expect(
      found(service('cart'), both, edge('a.example.com', toCart), edge('b.example.com', toCart)),
    ).toEqual(['warning gateway-certificate-once']);
  });

  it('different certificates are right', () => {
    expect(
      found(
        service('cart'),
        gateway('a', https('a.example.com', 'a')),
        gateway('b', https('b.example.com', 'b')),
        a,
        b,
      ),
    ).toEqual([]);
  });

  it('TLS that is passed on has none', () => {
    const passed = (host: string, name: string) =>
      `{hosts: [${host}], port: {name: ${name}, number: 443, protocol: TLS}, tls: {mode: PASSTHROUGH}}`;
    const route = (host: string, at: string) =>
      istio(
        'VirtualService',
        at,
        `{hosts: [${host}], gateways: [${at}], tls: [{match: [{sniHosts: [${host}]}], route: [{destination: {host: cart}}]}]}`,
      );
    expect(
      found(
        service('cart', 'shop', 'tls'),
        gateway('a', passed('a.example.com', 'tls-a')),
        gateway('b', passed('b.example.com', 'tls-b')),
        route('a.example.com', 'a'),
        route('b.example.com', 'b'),
      ),
    ).toEqual([]);
  });
});

describe('redirects', () => {
  const both = gateway('edge', http, https('a.example.com', 'a'));
  const redirect = (match: string, to: string) => `{${match} redirect: {${to}}}, ${toCart}`;

  it.each([
    ['match: [{uri: {prefix: /x}}],', 'scheme: https'],
    ['match: [{uri: {prefix: /x}}],', 'scheme: http'],
    ['match: [{uri: {prefix: /x}}],', 'port: 443, scheme: https'],
    ['match: [{uri: {prefix: /x}}],', 'derivePort: FROM_REQUEST_PORT'],
  ])('with %s to {%s} lead back', (match, to) => {
    expect(found(service('cart'), both, edge('a.example.com', redirect(match, to)))).toEqual([
      'error virtual-service-redirect-loops',
    ]);
  });

  it.each([
    ['match: [{port: 80}],', 'scheme: https'],
    ['match: [{scheme: {exact: http}}],', 'scheme: https'],
    ['match: [{method: {exact: POST}}],', 'scheme: https'],
    ['match: [{headers: {x-forwarded-proto: {exact: http}}}],', 'scheme: https'],
    ['match: [{uri: {prefix: /x}}],', 'scheme: https, uri: /y'],
    ['match: [{uri: {prefix: /x}}],', 'authority: b.example.com'],
    ['match: [{uri: {prefix: /x}}],', 'scheme: https, port: 8443'],
  ])('with %s to {%s} lead on', (match, to) => {
    expect(found(service('cart'), both, edge('a.example.com', redirect(match, to)))).toEqual([]);
  });

  it('to https lead on where the Gateway has no TLS, be it ended before it or after it', () => {
    expect(
      found(service('cart'), gateway('edge', http), edge('a.example.com', '{redirect: {scheme: https}}')),
    ).toEqual([]);
  });

  const redirecting =
    '{hosts: [a.example.com], port: {name: http, number: 80, protocol: HTTP}, tls: {httpsRedirect: true}}';

  it('of a server are served by another Gateway of the same pods, too', () => {
    const route = edge('a.example.com', toCart, 'tls');
    expect(
      found(
        service('cart'),
        gateway('edge', redirecting),
        gateway('tls', https("'*.example.com'", 'a')),
        route,
      ),
    ).not.toContain('warning gateway-redirect-served');
  });
});

describe('kinds of routes at a gateway', () => {
  it('a Gateway that the set does not have may use them', () => {
    const bound = `{hosts: [a.example.com], gateways: [edge, partner/edge], tcp: [{route: [{destination: {host: cart}}]}]}`;
    expect(
      found(
        service('cart', 'shop', 'detected'),
        gateway('edge', http),
        istio('VirtualService', 'cart', bound),
      ),
    ).not.toContain('error virtual-service-kind-at-gateway');
  });

  const server = (protocol: string, tls: string) =>
    `{hosts: [a.example.com], port: {name: x, number: 443, protocol: ${protocol}}${tls}}`;
  const simple = ', tls: {mode: SIMPLE, credentialName: a}';
  const passed = ', tls: {mode: PASSTHROUGH}';
  const routes: Readonly<Record<string, string>> = {
    http: '{route: [{destination: {host: cart}}]}',
    tls: '{match: [{sniHosts: [a.example.com]}], route: [{destination: {host: cart}}]}',
    tcp: '{match: [{port: 443}], route: [{destination: {host: cart}}]}',
  };

  // What istiod itself makes of each pair.
  it.each([
    ['HTTP', '', 'http'],
    ['HTTPS', simple, 'http'],
    ['TLS', passed, 'tls'],
    ['HTTPS', passed, 'tls'],
    ['TLS', simple, 'tcp'],
    ['TCP', '', 'tcp'],
  ])('%s%s uses %s routes alone', (protocol, tls, used) => {
    for (const [kind, route] of Object.entries(routes)) {
      const bound = `{hosts: [a.example.com], gateways: [edge], ${kind}: [${route}]}`;
      const all = found(
        service('cart', 'shop', 'detected'),
        gateway('edge', server(protocol, tls)),
        istio('VirtualService', 'cart', bound),
      );
      expect(all.filter((text) => text.startsWith('error'))).toEqual(
        kind === used ? [] : ['error virtual-service-kind-at-gateway'],
      );
    }
  });
});
