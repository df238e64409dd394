import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import type { Manifest } from '../../../src/model/manifest.js';
import { clean, manifest, oneOf, rare } from './pick.js';
import { anywhere, exportTo } from './places.js';

const tls = oneOf<object>(
  { mode: 'DISABLE' },
  { mode: 'DISABLE' },
  { mode: 'ISTIO_MUTUAL' },
  { mode: 'ISTIO_MUTUAL' },
  { mode: 'SIMPLE' },
  {},
  { mode: 'ISTIO_MUTUAL', sni: 'asked.example.com' },
  { mode: 'ISTIO_MUTUAL', subjectAltNames: ['spiffe://cluster.local/ns/a/sa/web'] },
);

const policy: fc.Arbitrary<JsonObject> = fc
  .record({
    tls: rare(tls, 2),
    portLevelSettings: rare(
      fc
        .tuple(oneOf(80, 8080, 9000, 7000), rare(tls, 2))
        .map(([number, own]) => [
          clean({ port: { number }, tls: own, connectionPool: { tcp: { maxConnections: 90 } } }),
        ]),
      3,
    ),
    connectionPool: rare(
      oneOf<object>({ tcp: { maxConnections: 100 } }, { http: { h2UpgradePolicy: 'UPGRADE' } }),
      4,
    ),
    loadBalancer: rare(
      oneOf<object>(
        { simple: 'ROUND_ROBIN' },
        { simple: 'RANDOM' },
        { simple: 'PASSTHROUGH' },
        { consistentHash: { httpHeaderName: 'x-user' } },
      ),
      6,
    ),
  })
  .map(clean)
  .filter((fields) => Object.keys(fields).length > 0);

const subset = fc
  .record({
    name: oneOf('v1', 'v2', 'v3'),
    labels: oneOf<object>({ version: 'v1' }, { version: 'v2' }, { version: 'none' }, { app: 'api' }, {}),
    trafficPolicy: rare(policy, 3),
  })
  .map(clean);

/** What clients of a host do. */
export const destinationRule: fc.Arbitrary<Manifest> = fc
  .record({
    ns: anywhere,
    name: oneOf('d', 'e', 'f', 'g'),
    host: oneOf(
      'api',
      'web',
      'api.a.svc.cluster.local',
      'api.a.svc.cluster.local',
      'api.b.svc.cluster.local',
      'API.a.svc.cluster.local',
      'raw.b.svc.cluster.local',
      'pods.a.svc.cluster.local',
      'out.example.com',
      '*.a.svc.cluster.local',
      '*.b.svc.cluster.local',
      '*.svc.cluster.local',
      '*.local',
      '*',
      'api.b',
    ),
    exportTo,
    trafficPolicy: rare(policy, 2),
    subsets: rare(fc.uniqueArray(subset, { minLength: 1, maxLength: 3, selector: (one) => one['name'] }), 2),
    workloadSelector: rare(
      oneOf({ matchLabels: { app: 'web' } }, { matchLabels: { istio: 'ingressgateway' } }),
      6,
    ),
  })
  .map(({ ns, name, ...spec }) => manifest('networking', 'DestinationRule', ns, name, clean(spec)));
