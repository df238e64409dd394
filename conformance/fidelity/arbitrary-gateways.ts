import fc from 'fast-check';
import type { JsonObject } from '../../src/model/json.js';
import type { Manifest } from '../../src/model/manifest.js';
import { clean, rare } from './arbitrary-routes.js';
import { PUBLIC_HOSTS } from './pools.js';

const sniRoute = fc
  .record({
    sniHosts: fc.constantFrom(
      ['app.example.com'],
      ['*.example.com'],
      ['x.app.example.com', 'api.example.com'],
    ),
    port: rare(fc.constant(9443), 3),
    host: fc.constantFrom('api.a.svc.cluster.local', 'api.b.svc.cluster.local'),
  })
  .map(({ sniHosts, port, host }) => ({
    match: [clean({ sniHosts, port })],
    route: [{ destination: { host, port: { number: host.startsWith('api.a') ? 9000 : 7000 } } }],
  }));

/** A Gateway of connections, with its routes. */
export const passing: fc.Arbitrary<Manifest[]> = fc
  .record({
    tls: fc.array(sniRoute, { minLength: 1, maxLength: 2 }),
    tcp: fc.constantFrom('api', 'api.a.svc.cluster.local', 'nowhere'),
    mode: fc.constantFrom('PASSTHROUGH', 'PASSTHROUGH', undefined, 'SIMPLE'),
  })
  .map(({ tls, tcp, mode }) => [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { namespace: 'a', name: 'bytes' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          clean({
            port: { number: 443, name: 'tls', protocol: 'TLS' },
            tls: clean({ mode, ...(mode === 'SIMPLE' ? { credentialName: 'c' } : {}) }),
            hosts: ['app.example.com', '*.example.com'],
          }),
        ],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { namespace: 'a', name: 'bytes' },
      spec: {
        hosts: ['app.example.com', '*.example.com'],
        gateways: ['bytes'],
        tls,
        tcp: [{ route: [{ destination: { host: tcp, port: { number: 9000 } } }] }],
      },
    },
  ]);

const server = fc
  .oneof(
    fc.record({
      port: fc.constant({ number: 80, name: 'http', protocol: 'HTTP' }),
      tls: rare(fc.constant({ httpsRedirect: true }), 5),
      hosts: fc.uniqueArray(fc.constantFrom(...PUBLIC_HOSTS, 'b/*', './*', '*/app.example.com'), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({
      port: fc.constant({ number: 443, name: 'https', protocol: 'HTTPS' }),
      tls: fc.constantFrom(
        { mode: 'SIMPLE', credentialName: 'c' },
        { mode: 'SIMPLE', credentialName: 'c' },
        { mode: 'MUTUAL', credentialName: 'c' },
      ),
      hosts: fc.uniqueArray(fc.constantFrom(...PUBLIC_HOSTS, 'b/*'), { minLength: 1, maxLength: 2 }),
    }),
  )
  .map(clean);

export const gateway: fc.Arbitrary<Manifest> = fc
  .tuple(fc.constantFrom('gw', 'gw', 'gw2'), fc.array(server, { minLength: 1, maxLength: 3 }))
  .map(([name, servers]) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { namespace: 'a', name },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: servers.map((one, i) => ({ ...one, port: { ...(one['port'] as JsonObject), name: `p${i}` } })),
    },
  }));
