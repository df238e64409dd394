import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest.js';
import { tcpRoute, tlsRoute } from './connection-route.js';
import { httpRoute } from './http-route.js';
import { clean, manifest, often, oneOf, rare, some } from './pick.js';
import { exportTo, namespace } from './places.js';
import { MESH_HOSTS, PUBLIC_HOSTS } from './pools.js';

const bound = fc.oneof(
  often(
    4,
    some(...MESH_HOSTS).map((hosts) => ({ hosts, gateways: undefined })),
  ),
  often(
    6,
    fc.record({
      hosts: some(...PUBLIC_HOSTS),
      gateways: oneOf(['a/gw'], ['a/gw'], ['a/gw', 'a/gw2'], ['gw'], ['./gw'], ['a/gw2']),
    }),
  ),
  often(
    2,
    fc
      .tuple(oneOf(...MESH_HOSTS), oneOf(...PUBLIC_HOSTS))
      .map((hosts) => ({ hosts: [...new Set(hosts)], gateways: ['mesh', 'a/gw'] })),
  ),
);

/** A VirtualService for sidecars, for a gateway, or for both. */
export const virtualService: fc.Arbitrary<Manifest> = fc
  .record({
    namespace: fc.oneof(often(8, namespace), often(1, fc.constant('istio-system'))),
    name: oneOf('m', 'n', 'o', 'p', 'q'),
    exportTo,
    bound,
    http: fc.array(httpRoute, { minLength: 1, maxLength: 4 }),
    tcp: rare(fc.array(tcpRoute, { minLength: 1, maxLength: 2 }), 4),
    tls: rare(fc.array(tlsRoute, { minLength: 1, maxLength: 2 }), 8),
  })
  .map(({ namespace: ns, name, bound: { hosts, gateways }, ...spec }) =>
    manifest('networking', 'VirtualService', ns, name, clean({ hosts, gateways, ...spec })),
  );
