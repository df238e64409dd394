import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest.js';
import { clean, manifest, oneOf, rare } from './pick.js';
import { exportTo, namespace } from './places.js';

const PORTS = [
  { number: 80, name: 'http', protocol: 'HTTP' },
  { number: 443, name: 'tls', protocol: 'TLS' },
  { number: 443, name: 'https', protocol: 'HTTPS' },
  { number: 9443, name: 'tcp', protocol: 'TCP' },
  { number: 8081, name: 'web', protocol: 'HTTP', targetPort: 8082 },
  { number: 80, name: 'tcp', protocol: 'TCP' },
  { number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 },
] as const;

/** Hosts beside those of Services. */
export const serviceEntry: fc.Arbitrary<Manifest> = fc
  .record({
    ns: namespace,
    // One entry a host: of several, one for each use of them is chosen.
    entry: oneOf(
      { name: 'out', hosts: ['out.example.com'] },
      { name: 'out', hosts: ['out.example.com', 'two.example.com'] },
      { name: 'wide', hosts: ['*.example.com'] },
      { name: 'inside', hosts: ['inside.mesh'] },
    ),
    location: oneOf('MESH_EXTERNAL', 'MESH_INTERNAL', undefined),
    exportTo,
    ports: fc.uniqueArray(oneOf<(typeof PORTS)[number]>(...PORTS), {
      minLength: 1,
      maxLength: 2,
      selector: ({ number }): number => number,
    }),
    resolution: oneOf<object>(
      { resolution: 'DNS' },
      { resolution: 'DNS' },
      { resolution: 'NONE' },
      {},
      {
        resolution: 'STATIC',
        endpoints: [{ address: '192.0.2.50', labels: { version: 'v1' } }, { address: '192.0.2.51' }],
      },
      { resolution: 'DNS', endpoints: [{ address: 'elsewhere.example.org', ports: { http: 8090 } }] },
      { resolution: 'STATIC', workloadSelector: { labels: { app: 'api' } } },
    ),
    addresses: rare(oneOf(['192.0.2.77'], ['192.0.2.0/28']), 5),
  })
  .map(({ ns, entry: { name, hosts }, resolution, ports, ...spec }) => {
    const found = hosts[0]?.startsWith('*') === true ? {} : resolution;
    const passes = !('resolution' in found) || found.resolution === 'NONE';
    return manifest(
      'networking',
      'ServiceEntry',
      ns,
      name,
      // The port that is asked for is the one that is called, where no address is looked up.
      clean({
        hosts,
        ...found,
        ...spec,
        ports: passes
          ? ports.map(({ number, name: of, protocol }) => ({ number, name: of, protocol }))
          : ports,
      }),
    );
  });
