import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import type { Manifest } from '../../../src/model/manifest.js';
import { tcpRoute, tlsRoute } from './connection-route.js';
import { clean, manifest, often, oneOf, rare, some } from './pick.js';
import { PUBLIC_HOSTS } from './pools.js';

const written = some(
  ...PUBLIC_HOSTS,
  ...PUBLIC_HOSTS,
  'b/*',
  './*',
  'a/app.example.com',
  '*/app.example.com',
  '*/*',
  'istio-system/*.example.com',
);
// istiod ends with a panic where `*/*` stands before another host with a namespace (gateway.go
// sanitizeServerHostNamespace).
const hosts = written.map((list) => (list.includes('*/*') ? ['*/*'] : list));

const plain = fc.record({
  port: oneOf(
    { number: 80, protocol: 'HTTP' },
    { number: 80, protocol: 'HTTP' },
    { number: 80, protocol: 'HTTP2' },
    { number: 80, protocol: 'GRPC' },
  ),
  tls: rare(oneOf({ httpsRedirect: true }, { httpsRedirect: false }), 5),
  hosts,
});

const secure = fc.record({
  port: oneOf({ number: 443, protocol: 'HTTPS' }),
  tls: oneOf(
    { mode: 'SIMPLE', credentialName: 'c' },
    { mode: 'SIMPLE', credentialName: 'c' },
    { mode: 'MUTUAL', credentialName: 'c' },
    { mode: 'OPTIONAL_MUTUAL', credentialName: 'c' },
  ),
  hosts,
});

const server = fc.oneof(often(4, plain), often(3, secure)).map(clean);

/** A Gateway of requests. */
export const gateway: fc.Arbitrary<Manifest> = fc
  .tuple(
    oneOf('gw', 'gw', 'gw', 'gw2'),
    fc.array(server, { minLength: 1, maxLength: 4 }),
    oneOf<object>(
      { istio: 'ingressgateway' },
      { istio: 'ingressgateway' },
      { istio: 'ingressgateway' },
      { app: 'istio-ingressgateway', istio: 'ingressgateway' },
      { istio: 'other' },
      {},
    ),
  )
  .map(([name, servers, selector]) =>
    manifest(
      'networking',
      'Gateway',
      'a',
      name,
      clean({
        selector,
        servers: servers.map((one, i) => ({
          ...one,
          port: { ...(one['port'] as JsonObject), name: `p${i}` },
        })),
      }),
    ),
  );

/** A Gateway of connections, with its routes. */
export const passing: fc.Arbitrary<Manifest[]> = fc
  .record({
    tls: fc.array(tlsRoute, { minLength: 1, maxLength: 3 }),
    tcp: fc.array(tcpRoute, { minLength: 1, maxLength: 2 }),
    mode: oneOf('PASSTHROUGH', 'PASSTHROUGH', undefined, 'SIMPLE', 'MUTUAL'),
    protocol: oneOf('TLS', 'TLS', 'TCP', 'HTTPS'),
    hosts: oneOf(['app.example.com', '*.example.com'], ['*'], ['b/*'], ['x.app.example.com']),
    bound: oneOf(['app.example.com', '*.example.com'], ['*'], ['x.app.example.com']),
    port: oneOf(443, 443, 80),
  })
  .map(({ tls, tcp, mode, protocol, hosts: names, bound, port }) => [
    manifest(
      'networking',
      'Gateway',
      'a',
      'bytes',
      clean({
        selector: { istio: 'ingressgateway' },
        servers: [
          port === 80
            ? { port: { number: 80, name: 'tcp', protocol: 'TCP' }, hosts: names }
            : {
                port: { number: 443, name: 'tls', protocol },
                tls: clean({
                  mode,
                  ...(mode === 'SIMPLE' || mode === 'MUTUAL' ? { credentialName: 'c' } : {}),
                }),
                hosts: names,
              },
        ],
      }),
    ),
    manifest(
      'networking',
      'VirtualService',
      'a',
      'bytes',
      clean({ hosts: bound, gateways: ['bytes'], tls, tcp }),
    ),
  ]);
