import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest.js';
import { clean, manifest, often, oneOf, rare } from './pick.js';
import { namespace } from './places.js';

const hosts = fc.uniqueArray(
  oneOf(
    './*',
    './*',
    '*/*',
    'b/*',
    'a/api.a.svc.cluster.local',
    '*/api.b.svc.cluster.local',
    '*/*.b.svc.cluster.local',
    '~b/*',
    '~*/api.b.svc.cluster.local',
    '*/out.example.com',
    '*/*.example.com',
    'istio-system/*',
    'a/web.a.svc.cluster.local',
    '~/*',
  ),
  { minLength: 1, maxLength: 3 },
);

const listener = fc
  .record({
    port: oneOf(
      { number: 80, name: 'http', protocol: 'HTTP' },
      { number: 9000, name: 'tcp', protocol: 'TCP' },
      { number: 8080, name: 'http', protocol: 'HTTP' },
      { number: 7000, name: 'http', protocol: 'HTTP' },
      { number: 80, name: 'tcp', protocol: 'TCP' },
      { number: 443, name: 'tls', protocol: 'TLS' },
    ),
    hosts,
  })
  .map(clean);

const ingress = oneOf(
  [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, defaultEndpoint: '127.0.0.1:9000' }],
  [{ port: { number: 8080, name: 'tcp', protocol: 'TCP' }, defaultEndpoint: '127.0.0.1:8080' }],
  [
    { port: { number: 8080, name: 'http', protocol: 'HTTP' }, defaultEndpoint: '0.0.0.0:8080' },
    { port: { number: 9000, name: 'tcp', protocol: 'TCP' }, defaultEndpoint: '127.0.0.1:7000' },
  ],
  [{ port: { number: 7000, name: 'http', protocol: 'HTTP' } }],
);

/** What sidecars know, and where they listen. */
export const sidecar: fc.Arbitrary<Manifest> = fc
  .record({
    ns: fc.oneof(often(8, namespace), often(1, fc.constant('istio-system'))),
    selector: rare(oneOf({ app: 'web' }, { app: 'api' }), 2),
    hosts,
    listeners: rare(fc.array(listener, { minLength: 1, maxLength: 2 }), 2),
    general: oneOf(true, true, true, false),
    mode: rare(oneOf({ mode: 'REGISTRY_ONLY' }, { mode: 'REGISTRY_ONLY' }, { mode: 'ALLOW_ANY' }, {}), 2),
    ingress: rare(ingress, 3),
  })
  .map(({ ns, selector, hosts: names, listeners = [], general, mode, ingress: own }) =>
    manifest(
      'networking',
      'Sidecar',
      ns,
      selector === undefined ? 'default' : selector.app,
      clean({
        workloadSelector: selector === undefined ? undefined : { labels: selector },
        ingress: selector === undefined ? undefined : own,
        egress: [...listeners, ...(general || listeners.length === 0 ? [{ hosts: names }] : [])],
        outboundTrafficPolicy: mode,
      }),
    ),
  );
